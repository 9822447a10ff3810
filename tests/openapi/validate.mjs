// validate.mjs <JSON file> <YAML file>: the document keeps OpenAPI 3.1's schema, and both files say the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { parse } from "yaml";

const [jsonFile, yamlFile] = process.argv.slice(2);
const document = JSON.parse(readFileSync(jsonFile, "utf8"));

const validator = new Validator();
const result = await validator.validate(structuredClone(document));
assert.ok(result.valid, JSON.stringify(result.errors, null, 2));
assert.equal(validator.version, "3.1");

assert.deepEqual(parse(readFileSync(yamlFile, "utf8")), document);
console.log("The document is valid, and the same in JSON and YAML.");
