class A:
    def method_one(self): pass
A().methd_one()
