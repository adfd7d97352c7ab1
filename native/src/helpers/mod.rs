//! Entry points on the operations of `objects`: one instruction at a time for the interpreter, named helpers for compiled code.
