import { Map as At, OUnit, type UnitState } from "../heap/layouts.generated.js";

/** The code table in shared memory: the only way in which finished code comes back from the workers. */
export class CodeTable {
  readonly #i32: Int32Array;

  constructor(i32: Int32Array) {
    this.#i32 = i32;
  }

  /** I32 index of a unit's entry. */
  static at(unit: number): number {
    return (At.CODE_TABLE + unit * OUnit.SIZE) >> 2;
  }

  #word(unit: number, field: OUnit): number {
    return (At.CODE_TABLE + unit * OUnit.SIZE + field) >> 2;
  }

  state(unit: number): UnitState {
    return Atomics.load(this.#i32, this.#word(unit, OUnit.STATE));
  }

  setState(unit: number, state: UnitState): void {
    Atomics.store(this.#i32, this.#word(unit, OUnit.STATE), state);
  }

  /** A plain field: ENTRY_LO, EXITS, MICROS, … Meaningful once the state is READY or FAILED. */
  read(unit: number, field: OUnit): number {
    return this.#i32[this.#word(unit, field)];
  }
}
