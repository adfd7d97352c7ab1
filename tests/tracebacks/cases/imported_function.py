import helper_good
helper_good.fail(3)
