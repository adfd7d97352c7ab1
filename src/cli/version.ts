import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../heap/addon.js";

/** What `--version` prints. */
export function versionText(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  return `Tauraro ${version} (Python 3.11)`;
}
