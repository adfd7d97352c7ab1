# large
"""Cycles are finalised by a collection, not before."""
import gc


class Noisy:
    alive = 0

    def __init__(self, name):
        self.name = name
        Noisy.alive += 1

    def __del__(self):
        Noisy.alive -= 1
        print('del', self.name)


one, two = Noisy('one'), Noisy('two')
one.other, two.other = two, one
del one, two
print('nothing yet', Noisy.alive)
gc.collect()
print('collected', Noisy.alive)


class Node:
    def __init__(self, parent=None):
        self.parent, self.children, self.noise = parent, [], Noisy('in a tree')
        if parent:
            parent.children.append(self)


tree = Node()
Node(tree)
print('built')
del tree
print('nothing yet', Noisy.alive)
gc.collect()
print('collected', Noisy.alive)
