// Reads the diagrams of a folder as Mermaid does.
//
//   node .ci/diagrams.mjs DIAGRAMS PACKAGES
//
// DIAGRAMS is a folder with `*.mmd`, PACKAGES the folder in which `npm ci` was run. The parser must refuse a broken diagram, too: one that takes
// everything would go unnoticed.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [diagrams, packages] = process.argv.slice(2);
if (!packages) {
  console.error("usage: node .ci/diagrams.mjs DIAGRAMS PACKAGES");
  process.exit(2);
}
const require = createRequire(join(resolve(packages), "package.json"));
// Mermaid cleans labels with the help of a document, also when it only parses.
const { window } = new (require("jsdom").JSDOM)("");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import(pathToFileURL(require.resolve("mermaid")));

const complaint = async (text) => mermaid.parse(text).then(() => undefined, (error) => error.message);

const files = readdirSync(diagrams).filter((name) => name.endsWith(".mmd"));
let failed = files.length === 0 || (await complaint('flowchart TD\n  s1["open\n')) === undefined;
if (failed) console.error(files.length === 0 ? "no diagrams were written" : "a broken diagram was accepted");
for (const name of files) {
  const found = await complaint(readFileSync(join(diagrams, name), "utf8"));
  if (found !== undefined) {
    failed = true;
    console.error(`${name}: ${found}`);
  }
}
console.log(`${files.length} diagrams read`);
process.exit(failed ? 1 : 0);
