// src/heap/addon.ts
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
var require2 = createRequire(import.meta.url);
function platformTriple() {
  let { platform, arch } = process;
  if (platform === "linux") {
    let report = process.report?.getReport();
    return `linux-${arch}-${report?.header?.glibcVersionRuntime === void 0 ? "musl" : "gnu"}`;
  }
  return platform === "win32" ? `win32-${arch}-msvc` : `${platform}-${arch}`;
}
function packageRoot() {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (; !existsSync(join(folder, "package.json")); ) {
    let up = dirname(folder);
    if (up === folder) throw new Error("tauraro: package.json not found");
    folder = up;
  }
  return folder;
}
function loadAddon() {
  let local = join(packageRoot(), "native", "tauraro.node");
  if (existsSync(local)) return require2(local);
  let name = `@tauraro/native-${platformTriple()}`;
  try {
    return require2(name);
  } catch (error) {
    throw new Error(
      `tauraro: no native addon: neither ${local} nor the package ${name} is there. Run npm run build:native (needs Rust).`,
      { cause: error }
    );
  }
}

export {
  packageRoot,
  loadAddon
};
