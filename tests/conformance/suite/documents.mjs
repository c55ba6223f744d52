// Makes the OpenAPI documents of the suite: node documents.mjs SPECS OUT. One folder for each specification, and one
// below it for an older state of a service. What OpenAPI cannot express is left out of a document; the reasons, by
// folder, stand in `left-out.json`.
import { compile, NodeHost } from "@typespec/compiler";
import { getOpenAPI3 } from "@typespec/openapi3";
import fs from "node:fs";
import path from "node:path";

const [root, out] = process.argv.slice(2);

function* mains(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = entries.map((entry) => entry.name);
  // Several services that share a client have no `main.tsp`.
  const main = ["main.tsp", "client.tsp"].find((name) => names.includes(name));
  if (main) yield [path.join(folder, main), folder];
  if (names.includes("old.tsp")) yield [path.join(folder, "old.tsp"), path.join(folder, "old")];
  for (const entry of entries) {
    if (entry.isDirectory()) yield* mains(path.join(folder, entry.name));
  }
}

const leftOut = {};
for (const [main, at] of mains(root)) {
  const name = path.relative(root, at).split(path.sep).join("/");
  const folder = path.join(out, name);
  fs.mkdirSync(folder, { recursive: true });
  const options = { "openapi-versions": ["3.1.0"], "file-type": "yaml" };
  try {
    const program = await compile(NodeHost, main, {
      emit: ["@typespec/openapi3"],
      outputDir: folder,
      options: { "@typespec/openapi3": { "emitter-output-dir": folder, ...options } },
    });
    const errors = program.diagnostics.filter((found) => found.severity === "error");
    if (errors.length === 0) continue;
    leftOut[name] = [...new Set(errors.map((found) => found.code))].join(", ");
    // The emitter writes no file after an error, but it still makes the rest of the document. JSON is YAML.
    const [service] = await getOpenAPI3(program, options);
    const document = service?.document ?? service?.versions[0]?.document;
    if (document) fs.writeFileSync(path.join(folder, "openapi.yaml"), JSON.stringify(document));
  } catch (error) {
    leftOut[name] = String(error).slice(0, 200);
  }
}
fs.writeFileSync(path.join(out, "left-out.json"), JSON.stringify(leftOut, null, 1));
