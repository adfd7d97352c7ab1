// Builds the addon with cargo and puts it at native/tauraro.node.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const fail = (message) => {
  console.error(message);
  process.exit(1);
};

if (spawnSync("cargo", ["--version"]).status !== 0)
  fail(
    "tauraro: building the native addon needs Rust 1.95 or newer, and no cargo was found. Install it from https://rustup.rs and try again.",
  );

const built = spawnSync("cargo", ["build", "--release", "--locked", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
if (built.status !== 0) fail("tauraro: cargo could not build the native addon; its messages are above.");

const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "release");
const name = ["libtauraro_native.so", "libtauraro_native.dylib", "tauraro_native.dll"].find((n) =>
  existsSync(join(target, n)),
);
if (name === undefined) fail(`tauraro: cargo left no library in ${target}.`);
// A running process may have the old file mapped: replace it, never write into it.
const out = join(root, "native", "tauraro.node");
copyFileSync(join(target, name), `${out}.new`);
renameSync(`${out}.new`, out);
