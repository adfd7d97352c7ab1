text = "äöü"
text = text + "日本" + 5
