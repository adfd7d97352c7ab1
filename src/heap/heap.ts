/** The shared memory and its typed views. */

const GIB = 2 ** 30;
/** Reservations that are tried in turn, less MARGIN; the system commits pages only when they are touched. */
const SIZES = [4 * GIB, 2 * GIB, GIB, GIB / 2, GIB / 4, GIB / 8];

/** Behind the heap, and never used: room for views that do not start at its beginning (`Heap.at`). */
const MARGIN = 2 ** 16;

const MAX_IDLE = 8;

export class Heap {
  readonly size: number;
  readonly I32: Int32Array;
  readonly F64: Float64Array;
  readonly U8: Uint8Array;

  constructor(readonly memory: SharedArrayBuffer) {
    this.size = memory.byteLength - MARGIN;
    this.I32 = this.at(0);
    this.F64 = new Float64Array(memory, 0, this.size / 8);
    this.U8 = new Uint8Array(memory, 0, this.size);
  }

  /** Memory of runtimes that were closed, all zero again: V8 is slow to give address space back. */
  private static readonly idle: SharedArrayBuffer[] = [];

  static reserve(): Heap {
    const used = Heap.idle.pop();
    if (used !== undefined) return new Heap(used);
    for (const size of SIZES) {
      try {
        return new Heap(new SharedArrayBuffer(size + MARGIN));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }
    throw new Error("no memory for the heap: not even 128 MiB could be reserved");
  }

  /** The memory is zero and nothing uses it. */
  recycle(): void {
    if (Heap.idle.length < MAX_IDLE) Heap.idle.push(this.memory);
  }

  /** The words from byte `offset` on. All these views are equally long: V8 checks an index that is used with several of them once. */
  at(offset: number): Int32Array {
    return new Int32Array(this.memory, offset, this.size / 4);
  }
}
