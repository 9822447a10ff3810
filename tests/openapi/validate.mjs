// validate.mjs <version> <JSON file> [<URL>]: the document keeps the schema of that version of OpenAPI, and what is served in YAML says the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { parse } from "yaml";

const [version, jsonFile, yamlUrl] = process.argv.slice(2);
const document = JSON.parse(readFileSync(jsonFile, "utf8"));

const validator = new Validator();
const result = await validator.validate(structuredClone(document));
assert.ok(result.valid, JSON.stringify(result.errors, null, 2));
assert.equal(validator.version, version);
console.log(`${jsonFile} is valid OpenAPI ${version}.`);

if (yamlUrl !== undefined) {
    const served = await fetch(yamlUrl);
    assert.equal(served.headers.get("Content-Type"), "application/yaml");
    assert.deepEqual(parse(await served.text()), document);
    console.log("It is the same in JSON and YAML.");
}
