// Runs a machine with aws-local-stepfunctions and prints the seconds of processor time that a run takes.
//
//   node peer.mjs FOLDER DEFINITION
//
// FOLDER is where `npm ci` was run, DEFINITION the text of the machine.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

// The package wants Node 22 for this one function.
Promise.withResolvers ??= () => {
  let settle;
  const promise = new Promise((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
};

const [folder, definition] = process.argv.slice(2);
const { StateMachine } = createRequire(join(resolve(folder), "package.json"))("aws-local-stepfunctions");
const machine = new StateMachine(JSON.parse(definition));

await machine.run({ n: 0 }).result;
const [before, rounds] = [process.cpuUsage(), 4];
for (let round = 0; round < rounds; round++) {
  await machine.run({ n: 0 }).result;
}
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1e6 / rounds);
