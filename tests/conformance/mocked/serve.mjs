// Serves a document by Prism: node serve.mjs DOCUMENT PORT examples|random SEED. Prints what requests may be made of as one line of JSON,
// and records each exchange until `GET /__exchanges` takes them.
import http from "node:http";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { createLogger } = require("@stoplight/prism-core");
const { getHttpOperationsFromSpec } = require("@stoplight/prism-http");
const { createServer } = require("@stoplight/prism-http-server");
const { generate } = require("@stoplight/prism-http/dist/mocker/generator/JSONSchema");
const { stripReadOnlyProperties } = require("@stoplight/prism-http/dist/utils/filterRequiredProperties");
const { JSONSchemaFaker } = require("json-schema-faker");

const [document, port, values, seed] = process.argv.slice(2);

const operations = await getHttpOperationsFromSpec(document);

/** A random value of a schema that a client sends, with all members or with the required ones. */
function random(operation, schema, all) {
  JSONSchemaFaker.option({ requiredOnly: !all, alwaysFakeOptionals: all });
  const sent = stripReadOnlyProperties(schema ?? {});
  const made = sent._tag === "Some" ? generate({}, operation.__bundled__ ?? {}, sent.value, seed) : undefined;
  JSONSchemaFaker.option({ requiredOnly: false, alwaysFakeOptionals: true });
  return made?._tag === "Right" ? made.right : undefined;
}

function value(operation, place, all) {
  const example = values === "examples" ? place.examples?.find((it) => "value" in it) : undefined;
  return example && all ? example.value : random(operation, place.schema ?? place.contents?.[0]?.schema, all);
}

function sample(operation, all) {
  const request = operation.request ?? {};
  const of = (params) =>
    (params ?? [])
      .filter((param) => all || param.required)
      .map((param) => ({ name: param.name, value: value(operation, param, true) }));
  return {
    path: of(request.path),
    query: of(request.query),
    headers: of(request.headers),
    cookies: of(request.cookie),
    bodies: (request.body?.contents ?? []).map((content) => ({
      mediaType: content.mediaType,
      value: value(operation, content, all),
    })),
  };
}

const samples = operations.map((operation) => ({
  method: operation.method,
  path: operation.path,
  all: sample(operation, true),
  required: sample(operation, false),
  statuses: (operation.responses ?? []).map((response) => response.code),
}));

const logger = createLogger("prism");
logger.level = "silent";
const prism = createServer(operations, {
  components: { logger },
  cors: false,
  config: {
    validateRequest: true,
    validateResponse: true,
    checkSecurity: true,
    errors: false,
    isProxy: false,
    mock: { dynamic: values === "random", seed },
  },
});
const { port: inner } = new URL(await prism.listen(0, "127.0.0.1"));

let exchanges = [];

function relay(request, body, response) {
  const options = { host: "127.0.0.1", port: inner, method: request.method, path: request.url, headers: request.headers };
  const failed = (error) => {
    exchanges.push({ target: request.url, status: 0, mediaType: "", violations: [], body: String(error) });
    response.writeHead(599).end();
  };
  const onward = http.request(options, (answer) => {
    const parts = [];
    answer.on("data", (part) => parts.push(part));
    answer.on("end", () => {
      const text = Buffer.concat(parts);
      const violations = JSON.parse(answer.headers["sl-violations"] ?? "[]");
      const mediaType = answer.headers["content-type"] ?? "";
      exchanges.push({ target: request.url, status: answer.statusCode, mediaType, violations, body: text.toString("utf8") });
      response.writeHead(answer.statusCode, answer.headers).end(text);
    });
  });
  onward.on("error", failed);
  onward.setTimeout(20_000, () => onward.destroy(new Error("Prism does not answer")));
  onward.end(body);
}

const recorder = http.createServer((request, response) => {
  if (request.url === "/__exchanges") {
    response.setHeader("connection", "close");
    response.end(JSON.stringify(exchanges));
    exchanges = [];
    return;
  }
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => relay(request, Buffer.concat(parts), response));
});
recorder.listen(Number(port), "127.0.0.1", () => console.log(JSON.stringify(samples)));
