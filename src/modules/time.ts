/** The module `time`. */
import { Kind, OFloat, OTuple, Tag } from "../heap/layouts.generated.js";
import { type Arity, checkArity, checkParsed } from "../interpreter/arity.js";
import type { HostArgs, HostFunction, Runtime } from "../interpreter/runtime.js";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function number(rt: Runtime, slot: number): number {
  const { I32, F64 } = rt;
  if (I32[2 * slot + 1] === Tag.INT) return I32[2 * slot];
  if (I32[2 * slot + 1] >>> 0 < 0xfff90000) return F64[slot];
  const kind = rt.slotKind(slot);
  if (kind === Kind.FLOAT) return F64[(rt.ref(slot) + OFloat.VALUE) >>> 3];
  if (kind === Kind.STR || (rt.isRef(slot) && kind !== Kind.INT) || rt.isNone(slot))
    rt.raise("TypeError", `'${rt.typeName(slot)}' object cannot be interpreted as an integer`);
  return Number(rt.kernel.readBigInt(slot));
}

/** A number of seconds that fits the system's time_t, or a limit for which ints have other words. */
function checkedSeconds(
  rt: Runtime,
  slot: number,
  limit = 2 ** 63,
  ofInt = "out of range for platform time_t",
): number {
  const s = number(rt, slot);
  if (Number.isNaN(s)) rt.raise("ValueError", "Invalid value NaN (not a number)");
  const what = rt.typeName(slot) === "float" ? "out of range for platform time_t" : ofInt;
  if (Math.abs(s) >= limit) rt.raise("OverflowError", `timestamp ${what}`);
  return s;
}

/** The argument or the present, within what a Date can be. */
function seconds(rt: Runtime, args: HostArgs): number {
  const s = args.pos.length > 0 && !rt.isNone(args.pos[0]) ? checkedSeconds(rt, args.pos[0]) : Date.now() / 1000;
  if (Math.abs(s) <= 8.64e12) return s;
  const argp = rt.pushInt(75);
  rt.pushStr("Value too large for defined data type");
  rt.call(rt.pushRef(rt.kernel.typeByName("OSError")), argp, 2);
  return rt.raiseResult();
}

/** Year, month, day, hour, minute, second, weekday (Monday 0), day of the year, daylight saving time. */
type TimeTuple = readonly number[];

function broken(date: Date, utc: boolean): TimeTuple {
  const y = utc ? date.getUTCFullYear() : date.getFullYear();
  const month = utc ? date.getUTCMonth() : date.getMonth();
  const day = utc ? date.getUTCDate() : date.getDate();
  const weekday = ((utc ? date.getUTCDay() : date.getDay()) + 6) % 7;
  const yearDay = Math.round((Date.UTC(y, month, day) - Date.UTC(y, 0, 1)) / 86400000) + 1;
  const time = utc
    ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    : [date.getHours(), date.getMinutes(), date.getSeconds()];
  return [y, month + 1, day, ...time, weekday, yearDay, 0];
}

/** Nine ints, in the ranges that strftime and asctime ask for. */
function readTuple(rt: Runtime, slot: number, of: string, checked = true): TimeTuple {
  if (rt.slotKind(slot) !== Kind.TUPLE) rt.raise("TypeError", "Tuple or struct_time argument required");
  const ref = rt.ref(slot);
  if (rt.word(ref, OTuple.LEN) !== 9) rt.raise("TypeError", `${of}(): illegal time tuple argument`);
  const items = (ref + OTuple.ITEMS) >>> 2;
  const fields = Array.from({ length: 9 }, (_, i) =>
    number(rt, rt.push(rt.I32[items + 2 * i], rt.I32[items + 2 * i + 1])),
  );
  if (!checked) return fields;
  // Zero stands for one in the month, the day and the day of the year.
  for (const i of [1, 2, 7]) if (fields[i] === 0) fields[i] = 1;
  const [, month, day, hour, minute, second, weekday, yearDay] = fields;
  const check = (fits: boolean, what: string) => {
    if (!fits) rt.raise("ValueError", what);
  };
  check(month >= 1 && month <= 12, "month out of range");
  check(day >= 1 && day <= 31, "day of month out of range");
  check(hour >= 0 && hour <= 23, "hour out of range");
  check(minute >= 0 && minute <= 59, "minute out of range");
  check(second >= 0 && second <= 61, "seconds out of range");
  check(weekday >= -1, "day of week out of range");
  check(yearDay >= 1 && yearDay <= 366, "day of year out of range");
  fields[6] = (weekday + 7) % 7;
  return fields;
}

/** The year and the number of the week that ISO 8601 counts a day to: the one of its Thursday. */
function isoWeek([y, , , , , , weekday, yearDay]: TimeTuple): [number, number] {
  const daysOf = (year: number) => ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365);
  const thursday = yearDay - weekday + 3;
  if (thursday < 1) return isoWeek([y - 1, 0, 0, 0, 0, 0, weekday, yearDay + daysOf(y - 1)]);
  if (thursday > daysOf(y)) return [y + 1, 1];
  return [y, Math.ceil(thursday / 7)];
}

export function strftime(format: string, t: TimeTuple, zone = "UTC"): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const [y, mo, d, h, mi, s, wd, yd] = t;
  const week = (first: number) => two(Math.floor((yd + 6 - ((wd - first + 7) % 7)) / 7));
  const fields: Record<string, () => string> = {
    Y: () => String(y),
    m: () => two(mo),
    d: () => two(d),
    H: () => two(h),
    M: () => two(mi),
    S: () => two(s),
    y: () => two(y % 100),
    j: () => String(yd).padStart(3, "0"),
    A: () => DAYS[wd],
    a: () => DAYS[wd].slice(0, 3),
    B: () => MONTHS[mo - 1],
    b: () => MONTHS[mo - 1].slice(0, 3),
    I: () => two(h % 12 || 12),
    p: () => (h < 12 ? "AM" : "PM"),
    w: () => String((wd + 1) % 7),
    u: () => String(wd + 1),
    e: () => String(d).padStart(2),
    n: () => "\n",
    t: () => "\t",
    U: () => week(6),
    W: () => week(0),
    Z: () => zone,
    z: () => "+0000",
    "%": () => "%",
    c: () => strftime("%a %b %e %H:%M:%S %Y", t),
    x: () => strftime("%m/%d/%y", t),
    X: () => strftime("%H:%M:%S", t),
    D: () => strftime("%m/%d/%y", t),
    F: () => strftime("%Y-%m-%d", t),
    T: () => strftime("%H:%M:%S", t),
    R: () => strftime("%H:%M", t),
    h: () => MONTHS[mo - 1].slice(0, 3),
    r: () => strftime("%I:%M:%S %p", t),
    C: () => two(Math.floor(y / 100)),
    s: () => String(Math.floor(new Date(y, mo - 1, d, h, mi, s).getTime() / 1000)),
    k: () => String(h).padStart(2),
    l: () => String(h % 12 || 12).padStart(2),
    P: () => (h < 12 ? "am" : "pm"),
    G: () => String(isoWeek(t)[0]),
    g: () => two(isoWeek(t)[0] % 100),
    V: () => two(isoWeek(t)[1]),
  };
  return format.replace(/%(.)/g, (all, c: string) => fields[c]?.() ?? all);
}

export function defineTime(rt: Runtime): void {
  const define = (name: string, fn: HostFunction, arity?: Arity) => rt.define("time", name, fn, arity);
  const float = (name: string, value: () => number) => define(name, (r) => r.resultFloat(value()), [0, 0]);
  const ns = (name: string, value: () => bigint) =>
    define(
      name,
      (r) => {
        r.kernel.newBigInt(value());
        return true;
      },
      [0, 0],
    );
  const wall = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e3)) * 1000n;
  const cpu = () => process.cpuUsage().user + process.cpuUsage().system;
  float("time", () => (performance.timeOrigin + performance.now()) / 1e3);
  float("perf_counter", () => performance.now() / 1e3);
  float("monotonic", () => performance.now() / 1e3);
  float("process_time", () => cpu() / 1e6);
  const thread = () => {
    const time = rt.kernel.threadTime();
    return time < 0 ? cpu() * 1e3 : time;
  };
  float("thread_time", () => thread() / 1e9);
  ns("time_ns", wall);
  ns("perf_counter_ns", () => process.hrtime.bigint());
  ns("monotonic_ns", () => process.hrtime.bigint());
  ns("process_time_ns", () => BigInt(cpu()) * 1000n);
  ns("thread_time_ns", () => BigInt(thread()));
  define(
    "sleep",
    (r, args) => {
      // In nanoseconds of 64 bits.
      const s = checkedSeconds(r, args.pos[0], 2 ** 63 / 1e9, "too large to convert to C _PyTime_t");
      if (s < 0) r.raise("ValueError", "sleep length must be non-negative");
      r.modules.stdout.flush();
      r.modules.sleep(s * 1000);
    },
    [1, 1],
  );
  /** RESULT = time.struct_time of the parts. */
  const resultStruct = (r: Runtime, fields: TimeTuple, zone: string): true => {
    const mark = r.mark();
    for (const field of fields) r.pushInt(field);
    r.pushStr(zone);
    r.pushInt(0);
    r.resultRef(r.kernel.newTuple(mark, fields.length + 2));
    r.release(mark);
    const argp = r.pushResult();
    const module = r.modules.load("time");
    r.getAttr(module, "struct_time");
    r.call(r.pushResult(), argp, 1);
    return true;
  };
  for (const [name, utc] of [
    ["gmtime", true],
    ["localtime", false],
  ] as const)
    define(name, (r, args) => {
      checkParsed(r, args, name, [0, 1]);
      return resultStruct(r, broken(new Date(seconds(r, args) * 1000), utc), utc ? "GMT" : "UTC");
    });
  define("strptime", (r, args) => {
    if (args.kw.size > 0) r.raise("TypeError", "strptime() takes no keyword arguments");
    const argp = r.mark();
    for (const slot of args.pos) r.pushSlot(slot);
    const module = r.modules.load("_strptime");
    r.getAttr(module, "_strptime_time");
    r.call(r.pushResult(), argp, args.pos.length);
    return true;
  });
  define(
    "mktime",
    (r, args) => {
      const [y, mo, d, h, mi, s] = readTuple(r, args.pos[0], "mktime", false);
      return r.resultFloat(new Date(y, mo - 1, d, h, mi, s).getTime() / 1000);
    },
    [1, 1],
  );
  define("strftime", (r, args) => {
    checkParsed(r, args, "strftime", [1, 2]);
    if (r.slotKind(args.pos[0]) !== Kind.STR) {
      r.raise("TypeError", `strftime() argument 1 must be str, not ${r.argumentType(args.pos[0])}`);
    }
    const given = args.pos.length > 1;
    const fields = given ? readTuple(r, args.pos[1], "strftime") : broken(new Date(), false);
    const zone = given ? r.findAttr(args.pos[1], "tm_zone") : 0;
    const hasZone = zone !== 0 && r.slotKind(zone) === Kind.STR;
    return r.resultStr(strftime(r.str(args.pos[0]), fields, hasZone ? r.str(zone) : "UTC"));
  });
  const shown = "%a %b %e %H:%M:%S %Y";
  define("asctime", (r, args) => {
    checkArity(r, args, "asctime", [0, 1], args.pos.length);
    return r.resultStr(
      strftime(shown, args.pos.length > 0 ? readTuple(r, args.pos[0], "asctime") : broken(new Date(), false)),
    );
  });
  define("ctime", (r, args) => {
    checkParsed(r, args, "ctime", [0, 1]);
    return r.resultStr(strftime(shown, broken(new Date(seconds(r, args) * 1000), false)));
  });
}
