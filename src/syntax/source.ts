/** Source bytes → text: byte-order mark, encoding cookie, decoding, line ends. */
import { PySyntaxError } from "./errors.js";

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;

const plainError = (filename: string, msg: string): PySyntaxError =>
  new PySyntaxError("SyntaxError", msg, filename, null, null, null, null, null);
/** How CPython reports trouble with the encoding itself: before the first line. */
const encodingError = (filename: string, msg: string): PySyntaxError =>
  new PySyntaxError("SyntaxError", msg, filename, 0, -1, null, 0, -1);

/**
 * The text with `\n` line ends. NUL characters are refused. `isFile`: the bytes are a program's file, where CPython words
 * some complaints differently.
 */
export function decodeSource(source: string | Uint8Array, filename: string, isFile: boolean): string {
  const text = typeof source === "string" ? source : decode(source, filename, isFile);
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    if (!isFile) throw plainError(filename, "source code string cannot contain null bytes");
    const before = text.slice(0, nul).split("\n");
    const line = before.length;
    const msg = "source code cannot contain null bytes";
    throw new PySyntaxError("SyntaxError", msg, filename, line, null, `${before[line - 1]}\n`, line, null);
  }
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The encoding that the first two lines declare, normalised as far as CPython does; null where there is none. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 4096));
  const [first, second] = head.split(/\r\n|\r|\n/, 2);
  const match =
    COOKIE.exec(first) ?? (BLANK_OR_COMMENT.test(first) && second !== undefined ? COOKIE.exec(second) : null);
  if (match === null) return null;
  const name = match[1].toLowerCase().replaceAll("_", "-");
  if (name === "utf-8" || name.startsWith("utf-8-")) return "utf-8";
  if (/^(?:latin-1|iso-8859-1|iso-latin-1)(?:-|$)/.test(name)) return "iso-8859-1";
  return name;
}

function decode(bytes: Uint8Array, filename: string, isFile: boolean): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = hasMark ? bytes.subarray(3) : bytes;
  const encoding = declaredEncoding(body);
  if (encoding === null || encoding === "utf-8")
    return decodeUtf8(body, filename, isFile && encoding === null && !hasMark);
  if (hasMark) throw encodingError(filename, `encoding problem: ${encoding} with BOM`);
  if (encoding === "iso-8859-1" || encoding === "latin1" || encoding === "l1") {
    return decodeLatin1(body);
  }
  if (encoding === "ascii" || encoding === "us-ascii") {
    const at = body.findIndex((byte) => byte >= 128);
    if (at >= 0) {
      // A file is read by a codec, of which CPython says no more.
      if (isFile) throw encodingError(filename, `encoding problem: ${encoding}`);
      const byte = body[at].toString(16);
      const reason = `'ascii' codec can't decode byte 0x${byte} in position ${at}: ordinal not in range(128)`;
      throw encodingError(filename, reason);
    }
    return new TextDecoder().decode(body);
  }
  if (encoding === "cp1252" || encoding === "windows-1252") {
    const special = (c: string): string => WINDOWS_1252[c.charCodeAt(0) - 0x80];
    return decodeLatin1(body).replace(/[\x80-\x9f]/g, special);
  }
  const decoder = decoderFor(encoding);
  if (decoder === null) throw encodingError(filename, `unknown encoding: ${encoding}`);
  try {
    return decoder.decode(body);
  } catch {
    throw plainError(filename, `(unicode error) '${encoding}' codec can't decode the source`);
  }
}

/** Node's own decoder takes this for Latin-1. */
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function decoderFor(encoding: string) {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return null;
  }
}

function decodeLatin1(bytes: Uint8Array): string {
  return new TextDecoder("utf-16le").decode(Uint16Array.from(bytes));
}

function decodeUtf8(bytes: Uint8Array, filename: string, isUndeclaredFile: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const { at } = firstInvalid(bytes);
    let line = 1;
    for (let i = 0; i < at; i++) if (bytes[i] === 10) line++;
    if (isUndeclaredFile) {
      const byte = bytes[at].toString(16).padStart(2, "0");
      throw plainError(
        filename,
        `Non-UTF-8 code starting with '\\x${byte}' in file ${filename} on line ${line}, ` +
          "but no encoding declared; see https://peps.python.org/pep-0263/ for details",
      );
    }
    throw unicodeError(bytes, at, line, filename);
  }
}

/** CPython decodes token by token: positions count from the start of the name, or of the text within quotes. */
function unicodeError(bytes: Uint8Array, at: number, line: number, filename: string): PySyntaxError {
  const isPart = (byte: number): boolean => byte >= 0x80 || /\w/.test(String.fromCharCode(byte));
  const isText = (byte: number): boolean => byte !== 34 && byte !== 39 && byte !== 10;
  let start = at;
  while (start > 0 && isText(bytes[start - 1])) start--;
  let end = at;
  if (start > 0 && bytes[start - 1] !== 10) while (end < bytes.length && isText(bytes[end])) end++;
  else {
    start = at;
    while (start > 0 && isPart(bytes[start - 1])) start--;
    while (end < bytes.length && isPart(bytes[end])) end++;
  }
  const { at: position, length, reason } = firstInvalid(bytes.subarray(start, end));
  const byte = bytes[start + position].toString(16).padStart(2, "0");
  const last = position + length - 1;
  const where = length === 1 ? `byte 0x${byte} in position ${position}` : `bytes in position ${position}-${last}`;
  const msg = `(unicode error) 'utf-8' codec can't decode ${where}: ${reason}`;
  return new PySyntaxError("SyntaxError", msg, filename, line, null, null, line, null);
}

function firstInvalid(bytes: Uint8Array): { at: number; length: number; reason: string } {
  for (let i = 0; i < bytes.length; ) {
    const c = bytes[i];
    if (c < 0x80) {
      i++;
      continue;
    }
    const width = c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
    if (width === 0) return { at: i, length: 1, reason: "invalid start byte" };
    for (let k = 1; k < width; k++) {
      if (i + k >= bytes.length) return { at: i, length: bytes.length - i, reason: "unexpected end of data" };
      const next = bytes[i + k];
      const low = k === 1 && c === 0xe0 ? 0xa0 : k === 1 && c === 0xf0 ? 0x90 : 0x80;
      const high = k === 1 && c === 0xed ? 0xa0 : k === 1 && c === 0xf4 ? 0x90 : 0xc0;
      if (next < low || next >= high) return { at: i, length: k, reason: "invalid continuation byte" };
    }
    i += width;
  }
  return { at: 0, length: 1, reason: "invalid start byte" };
}
