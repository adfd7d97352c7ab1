//! `bytes % args`.

use super::percent::{Directive, Flavour, double_text, fill, integer_text, push_number, push_text, unsupported};
use crate::heap::{Kind, Value};
use crate::objects::bytes::ops::bytes_method;
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    /// `template % args` for bytes or a bytearray: the result's bytes.
    pub fn percent_format_bytes(&mut self, template: &[u8], args: Value) -> Res<Vec<u8>> {
        let text: Vec<u32> = template.iter().map(|&b| b as u32).collect();
        let how = Flavour {
            name: "bytes",
            text_kinds: &[Kind::Bytes, Kind::Bytearray, Kind::Str],
            key: |rt, key| {
                let key: Vec<u8> = key.iter().map(|&c| c as u8).collect();
                rt.new_bytes(&key)
            },
            push: Runtime::push_bytes_directive,
        };
        let bytes = fill(self, &text, args, &how)?;
        Ok(bytes.into_iter().map(|c| c as u8).collect())
    }

    fn push_bytes_directive(&mut self, out: &mut Vec<u32>, d: &Directive, v: Value) -> Res<()> {
        let text: Vec<u32> = match d.kind as u8 {
            b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
                let d = &Directive {
                    kind: if d.kind == 'i' as u32 { 'd' as u32 } else { d.kind },
                    ..*d
                };
                let n = integer_text(self, d, v)?;
                push_number(out, d, &n);
                return Ok(());
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                let x = match self.float_from_number(v) {
                    Ok(Some(x)) => x,
                    _ => {
                        self.clear_exc();
                        let name = self.type_name(v);
                        return self.type_error(format!("float argument required, not {name}"));
                    }
                };
                push_number(out, d, &double_text(d, x));
                return Ok(());
            }
            b'c' => {
                let byte = self.percent_byte(v)?;
                push_text(out, d, &[byte as u32]);
                return Ok(());
            }
            b's' | b'b' => self.percent_bytes_of(v)?.into_iter().map(u32::from).collect(),
            b'r' | b'a' => {
                let shown = self.ascii(v)?;
                self.str_code_points(shown)
            }
            _ => return unsupported(self, d),
        };
        push_text(out, d, &text[..text.len().min(d.precision.unwrap_or(usize::MAX))]);
        Ok(())
    }

    fn percent_byte(&mut self, v: Value) -> Res<u8> {
        if let Some(bytes) = self.byte_vec(v)
            && let [byte] = bytes[..]
        {
            return Ok(byte);
        }
        let is_index = self.is_int(v) || v.is_object() && self.lookup_special(v, "__index__")?.is_some();
        if !is_index {
            return self.type_error("%c requires an integer in range(256) or a single byte");
        }
        match u8::try_from(self.as_index_clamped(v)?) {
            Ok(byte) => Ok(byte),
            Err(_) => self.raise(Exc::OverflowError, "%c arg not in range(256)"),
        }
    }

    fn percent_bytes_of(&mut self, v: Value) -> Res<Vec<u8>> {
        if let Some(bytes) = self.byte_vec(v) {
            return Ok(bytes);
        }
        if let Some(made) = bytes_method(self, v)? {
            return Ok(self.bytes_of(made).to_vec());
        }
        let name = self.type_name(v);
        self.type_error(format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"
        ))
    }
}
