// Makes the OpenAPI documents of the suite: node documents.mjs SPECS OUT. One folder for each specification, and one
// below it for an older state of a service; a folder without a document is one that OpenAPI cannot express, and the
// reason stands in `refused.json`.
import { compile, NodeHost } from "@typespec/compiler";
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

const refused = {};
for (const [main, at] of mains(root)) {
  const name = path.relative(root, at).split(path.sep).join("/");
  const folder = path.join(out, name);
  fs.mkdirSync(folder, { recursive: true });
  try {
    const program = await compile(NodeHost, main, {
      emit: ["@typespec/openapi3"],
      outputDir: folder,
      options: { "@typespec/openapi3": { "emitter-output-dir": folder, "openapi-versions": ["3.1.0"], "file-type": "yaml" } },
    });
    const errors = program.diagnostics.filter((found) => found.severity === "error");
    if (errors.length > 0) refused[name] = [...new Set(errors.map((found) => found.code))].join(", ");
  } catch (error) {
    refused[name] = String(error).slice(0, 200);
  }
}
fs.writeFileSync(path.join(out, "refused.json"), JSON.stringify(refused, null, 1));
