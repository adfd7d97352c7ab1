#!/usr/bin/env node
// Starts the command line. Its bundle is one script, so that V8's compiled form of it can be kept beside it, as CPython
// keeps its own in __pycache__: that saves half of a short program's start-up.
//
// Import statements for Node's own modules would cost 3 ms: an ES module gets a copy of all their names.
const [{ mkdirSync, readFileSync, renameSync, writeFileSync }, { createRequire }, { dirname, join }, url, vm] = [
  "fs",
  "module",
  "path",
  "url",
  "vm",
].map((name) => process.getBuiltinModule(`node:${name}`));

const file = url.fileURLToPath(new URL("../dist/cli.cjs", import.meta.url));

function read(path, encoding) {
  try {
    return readFileSync(path, encoding);
  } catch {
    return undefined;
  }
}

/** Where this V8's compiled form of a bundle lies. The bundle's first line tells builds apart. */
function cacheFile(source) {
  const build = /^\/\/ build (\w+)/.exec(source)?.[1];
  return join(dirname(file), "cache", `cli-${build}-${process.versions.v8}-${process.arch}.bin`);
}

/** Written under another name first: other processes may be starting. Where the folder cannot be written, nothing is kept. */
function keep(path, data) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // V8 believes what it reads: nothing may get this name that a crash of the machine could leave half written.
    writeFileSync(`${path}.${process.pid}`, data, { flush: true });
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // a read-only installation
  }
}

// The bundler writes ASCII only.
const source = read(file, "latin1");
if (source === undefined) {
  console.error("tauraro: not built yet; run npm run build");
  process.exitCode = 1;
} else {
  const cache = cacheFile(source);
  const cachedData = read(cache);
  const script = new vm.Script(source, {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file);
  const code = await module.exports.main();
  // Only now: it then holds the functions that a run needs.
  if (script.cachedDataRejected ?? true) keep(cache, script.createCachedData());
  // Ends the workers too, even one that is still starting: a short program must not wait for its pool.
  process.exit(code);
}
