"""Forms of the editor's sections, a module a subject."""
