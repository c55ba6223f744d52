// Writes the scenarios of the suite as data: node scenarios.mjs SPECS FILE. One entry for each request, in order.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [root, file] = process.argv.slice(2);

function* mocks(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* mocks(at);
    else if (entry.name === "mockapi.js") yield at;
  }
}

const settings = { baseUrl: "http://localhost:3000" };

/** The content of a body: text, or bytes in base64. */
function content(body) {
  if (!body) return undefined;
  const media = { contentType: body.contentType };
  if (body.kind === "multipart") return { ...media, multipart: true };
  const raw = body.rawContent;
  if (typeof raw === "string") return { ...media, text: raw };
  if (raw && typeof raw.serialize === "function") return { ...media, text: raw.serialize(settings) };
  if (Buffer.isBuffer(raw)) return { ...media, base64: raw.toString("base64") };
  return media;
}

const requests = [];
for (const mock of mocks(root)) {
  const module = await import(pathToFileURL(path.resolve(mock)));
  const folder = path.relative(root, path.dirname(mock)).split(path.sep).join("/");
  for (const [scenario, definition] of Object.entries(module.Scenarios ?? {})) {
    const apis = Array.isArray(definition.apis) ? definition.apis : [definition.apis ?? definition];
    for (const api of apis) {
      requests.push({
        folder,
        scenario,
        uri: api.uri,
        method: api.method,
        query: api.request?.query ?? {},
        headers: api.request?.headers ?? {},
        pathParams: api.request?.pathParams ?? {},
        body: content(api.request?.body),
        status: api.response?.status,
        responseHeaders: api.response?.headers ?? {},
        responseBody: content(api.response?.body),
      });
    }
  }
}
fs.writeFileSync(file, JSON.stringify(requests, null, 1));
