from ..deep.leaf import thing
