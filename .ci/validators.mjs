// Runs two validators of others over the definitions of a folder: asl-validator and AWS's language service, which editors use.
//
//   node .ci/validators.mjs DEFINITIONS PACKAGES
//
// DEFINITIONS is a folder with `*.asl.json`, PACKAGES the folder in which `npm ci` was run. Every finding must be in the ledger beside this
// file, with the reason why it is wrong, and every entry of the ledger must be needed.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [definitions, packages] = process.argv.slice(2);
if (!packages) {
  console.error("usage: node .ci/validators.mjs DEFINITIONS PACKAGES");
  process.exit(2);
}
const require = createRequire(join(resolve(packages), "package.json"));
const aslValidator = require("asl-validator");
const languageService = require("amazon-states-language-service");
const service = languageService.getLanguageService({});

// Each takes a definition and gives its complaints: what, and where if the tool says where.
const tools = {
  "asl-validator": async (machine) =>
    // It adds fields to what it judges.
    aslValidator(structuredClone(machine)).errors.map((error) => {
      const place = error.schemaError?.instancePath;
      const value = place === undefined ? "" : `: ${JSON.stringify(at(machine, place))}`;
      return { place, text: `${error["Error code"]}: ${error.Message}${value}` };
    }),
  "amazon-states-language-service": async (machine) => {
    const text = JSON.stringify(machine, null, 2);
    const document = languageService.TextDocument.create("file:///definition.asl.json", "asl", 1, text);
    const found = await service.doValidation(document, service.parseJSONDocument(document), {});
    return found.map(({ message, range }) => ({ text: `${message}: ${document.getText(range)}` }));
  },
};

const keys = (pointer) => pointer.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
const at = (machine, pointer) => keys(pointer).reduce((value, key) => value?.[key], machine);
const put = (machine, pointer, value) => {
  const path = keys(pointer);
  const last = path.pop();
  path.reduce((inner, key) => inner[key], machine)[last] = value;
};

// What both must notice, in every definition: a judge that accepts everything would go unnoticed.
const spoilings = {
  "a start that does not exist": (machine) => { machine.StartAt = "No such state"; },
  "a state without a type": (machine) => { delete machine.States[machine.StartAt].Type; },
  "a state that nothing is after": (machine) => {
    machine.States["Left over"] = { Type: "Pass", Next: "No such state" };
  },
};

// An entry excuses the findings of `tool` that match `message`. `instead` is put in the place of what was found, and the definition is judged
// again: asl-validator reports the deepest findings alone, so others may hide behind one.
const ledger = JSON.parse(readFileSync(new URL("validators-ledger.json", import.meta.url), "utf8"))
  .map((entry) => ({ ...entry, pattern: new RegExp(entry.message), used: 0 }));
const excuse = (tool, { text }) => ledger.find((entry) => entry.tool === tool && entry.pattern.test(text));

const files = readdirSync(definitions).filter((name) => name.endsWith(".asl.json")).sort();
let failures = 0;
const fail = (text) => {
  console.error(`error: ${text}`);
  failures += 1;
};
if (files.length === 0) fail(`${definitions} has no definitions`);

for (const [tool, judge] of Object.entries(tools)) {
  let [known, unknown, noticed] = [0, 0, 0];
  for (const file of files) {
    const machine = JSON.parse(readFileSync(join(definitions, file), "utf8"));
    for (let again = true; again; ) {
      again = false;
      for (const finding of await judge(machine)) {
        const entry = excuse(tool, finding);
        console.log(`${entry ? "known" : "FOUND"}  ${tool}  ${file}: ${finding.text}`);
        if (!entry) {
          unknown += 1;
          continue;
        }
        entry.used += 1;
        known += 1;
        if (entry.instead !== undefined && at(machine, finding.place) !== entry.instead) {
          put(machine, finding.place, entry.instead);
          again = true;
        }
      }
    }
    for (const [what, spoil] of Object.entries(spoilings)) {
      const spoiled = structuredClone(machine);
      spoil(spoiled);
      if ((await judge(spoiled)).some((finding) => !excuse(tool, finding))) noticed += 1;
      else fail(`${tool} did not notice ${what} in ${file}`);
    }
  }
  if (unknown > 0) fail(`${tool} has ${unknown} findings that the ledger does not have`);
  const { version } = require(`${tool}/package.json`);
  console.log(`${tool} ${version}: ${files.length} definitions, ${unknown} findings, ${known} known ones, ${noticed} spoiled definitions noticed`);
}
for (const entry of ledger.filter((entry) => entry.used === 0)) {
  fail(`the ledger excuses ${entry.tool} for /${entry.message}/, which nothing needs`);
}
process.exit(failures > 0 ? 1 : 0);
