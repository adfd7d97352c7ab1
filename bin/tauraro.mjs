#!/usr/bin/env node
import { existsSync } from "node:fs";

const entry = new URL("../dist/cli.js", import.meta.url);
if (existsSync(entry)) await import(entry.href);
else {
  console.error("tauraro: not built yet; run npm run build");
  process.exitCode = 1;
}
