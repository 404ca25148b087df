"""The trail of acts as people read it: words, things and their names, the page, each form's versions."""
