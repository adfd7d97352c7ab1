/** Where representations change: int32, 48-bit immediates, doubles' exact ints, int64. */
const EDGES = [31, 32, 47, 48, 53, 63, 64].flatMap((bits) => {
  const at = 1n << BigInt(bits);
  return [at - 1n, at, at + 1n, -at + 1n, -at, -at - 1n].map(String);
});
const SMALL = ["0", "1", "2", "3", "5", "7", "10", "-1", "-2", "-7", "100", "255", "256", "65535", "1000003"];
export const INTS = [...SMALL, ...SMALL, ...EDGES, "(1 << 70)", "True", "0xffffffff"];
export const FLOATS = [
  ...["0.0", "-0.0", "1.0", "0.5", "-1.5", "2.25", "3.14159", "1e10", "1e-7", "1e300", "-1e16", "1e308", "5e-324"],
  ...["float('inf')", "float('-inf')", "float('nan')", "9007199254740993.0", "2147483648.0", "-140737488355329.0"],
  ...["123456789.123", "9.223e18", "-9223372036854775808.0", "9223372036854774784.0"],
];
export const STRS = ["''", "'a'", "'xyz'", "'Hello'", "'äöü'", "'日本'", "'😀'", "'a b c'", "'0123456789'", "'12'"];
/** Moduli that keep a value in one representation or let it change between two. */
export const MODULI = [
  ...["97", "1000003", "2147483648", "4294967291", "(1 << 33)", "(1 << 47)", "(1 << 48)", "(1 << 53)"],
  ...["(1 << 63)", "(1 << 64)", "(1 << 66)", "-1000", "-2147483649"],
];
