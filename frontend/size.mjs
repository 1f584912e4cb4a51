// Refuses a readers' script that has outgrown its budget: a phone on a train parses it before the page comes alive.

import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const BUDGET = 8192;

const assets = new URL("../dateline/assets/", import.meta.url);
const { "reader.js": name } = JSON.parse(readFileSync(new URL("manifest.json", assets)));
const { size } = statSync(fileURLToPath(new URL(name, assets)));
console.log(`reader.js is ${size} bytes of ${BUDGET}.`);
if (size > BUDGET) {
  console.log(`Take ${size - BUDGET} bytes out of frontend/reader, or move them to a second request.`);
  process.exit(1);
}
