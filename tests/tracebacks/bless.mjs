// Writes what CPython 3.11 says about the uncaught exceptions of this folder's programs.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const cwd = dirname(fileURLToPath(import.meta.url));
const env = { ...process.env, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" };
const { stderr, status } = spawnSync("python3", ["driver.py"], { cwd, env, encoding: "utf8" });
if (status !== 0) console.error(`exit ${status}`);
// Folders differ from machine to machine, and CPython keeps its library elsewhere.
writeFileSync(
  join(cwd, "expected.txt"),
  stderr.replaceAll(cwd, "<here>").replace(/\(\/[^()]*?\/python3\.11\//g, "(<library>/"),
);
