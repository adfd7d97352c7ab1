"""What `dis` asks of CPython's own opcodes; ours differ."""


def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise NotImplementedError('stack_effect is not supported yet')


def get_specialization_stats():
    return None
