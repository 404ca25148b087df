"""State diagrams as Markdown, made from the tables of transitions."""

from cdd_network.transitions import Machine


def diagram(machine: Machine, title: str) -> str:
    """One machine: a Mermaid diagram and its transitions with owners."""
    lines = [f"## {title}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {machine.start}"]
    for step in machine.transitions:
        lines.append(f"    {step.source} --> {step.target}: {step.verb} ({step.owners_text})")
    lines += ["```", ""]
    lines += [f"- `{state.value}` {state.label}" for state in machine.states]
    return "\n".join([*lines, ""])
