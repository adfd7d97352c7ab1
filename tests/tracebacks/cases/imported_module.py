import helper_bad
