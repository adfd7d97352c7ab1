/** Message digests by Node's crypto, for the Python modules _md5, _sha1, … of src/modules/lib. */
import type { Runtime } from "../interpreter/runtime.js";

export function defineDigest(rt: Runtime): void {
  rt.define("_digest", "digest", (r, args) => {
    // Loaded when needed: it would be a part of every start.
    const { createHash } = process.getBuiltinModule("node:crypto");
    const data = r.kernel.readBytes(r.ref(args.pos[1]));
    return r.resultRef(r.kernel.newBytes(createHash(r.str(args.pos[0])).update(data).digest()));
  });
}
