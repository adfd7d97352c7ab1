/** Message digests by Node's crypto, for the Python modules _md5, _sha1, … of src/modules/lib. */
import type { Runtime } from "../interpreter/runtime.js";

export function defineDigest(rt: Runtime): void {
  const number = (slot: number) => rt.I32[2 * slot];
  const bytes = (slot: number) => rt.kernel.readBytes(rt.ref(slot));
  rt.define("_digest", "pbkdf2", (r, { pos }) => {
    const { pbkdf2Sync } = process.getBuiltinModule("node:crypto");
    const key = pbkdf2Sync(bytes(pos[1]), bytes(pos[2]), number(pos[3]), number(pos[4]), r.str(pos[0]));
    return r.resultRef(r.kernel.newBytes(key));
  });
  rt.define("_digest", "scrypt", (r, { pos }) => {
    const { scryptSync } = process.getBuiltinModule("node:crypto");
    const [N, rounds, p, maxmem, length] = pos.slice(2).map(number);
    const key = scryptSync(bytes(pos[0]), bytes(pos[1]), length, { N, r: rounds, p, maxmem });
    return r.resultRef(r.kernel.newBytes(key));
  });
  rt.define("_digest", "digest", (r, args) => {
    // Loaded when needed: it would be a part of every start.
    const { createHash } = process.getBuiltinModule("node:crypto");
    const data = r.kernel.readBytes(r.ref(args.pos[1]));
    const options = args.pos.length > 2 ? { outputLength: number(args.pos[2]) } : {};
    return r.resultRef(r.kernel.newBytes(createHash(r.str(args.pos[0]), options).update(data).digest()));
  });
  rt.define("_digest", "base64", (r, { pos }) => {
    const text = Buffer.from(bytes(pos[0])).toString("base64");
    return r.resultRef(r.kernel.newBytes(Buffer.from(text, "latin1")));
  });
}
