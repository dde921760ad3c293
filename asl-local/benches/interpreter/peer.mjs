// Runs a machine with aws-local-stepfunctions and prints the seconds of processor time of the best run.
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

let best = Infinity;
for (let round = 0; round < 4; round++) {
  const before = process.cpuUsage();
  await machine.run({ n: 0 }).result;
  const { user, system } = process.cpuUsage(before);
  best = Math.min(best, (user + system) / 1e6);
}
console.log(best);
