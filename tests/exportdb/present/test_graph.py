from __future__ import annotations

from exportdb.present.graph import graphs, lifted

COND = """
class GraphModule(torch.nn.Module):
    def forward(self, p_weight: "f32[3]", x: "f32[3]"):
        add: "f32[3]" = torch.ops.aten.add.Tensor(x, x);  x = None
        true_graph_0 = self.true_graph_0
        cond = torch.ops.higher_order.cond(add, true_graph_0, true_graph_0, (p_weight, add));  add = p_weight = None
        getitem: "f32[3]" = cond[0];  cond = None
        ge: "Sym(u0 >= 0)" = getitem >= 0
        torch.ops.aten._assert_scalar.default(ge, "no")
        return (getitem,)

    class true_graph_0(torch.nn.Module):
        def forward(self, p_weight: "f32[3]"):
            return (p_weight,)
"""


def test_nodes_edges_and_what_is_held() -> None:
    graph, branch = graphs(COND, {"p_weight"})
    nodes = {node.name: node for node in graph.nodes}
    assert [(node.kind, node.label, node.type, node.inputs, node.holds) for node in graph.nodes] == [
        ("input", "x", "f32[3]", (), ()),
        ("call", "aten.add.Tensor", "f32[3]", ("x",), ()),
        ("call", "cond", "", ("add",), ("true_graph_0", "p_weight")),
        ("call", "item 0", "f32[3]", ("cond",), ()),
        ("call", "getitem >= 0", "Sym(u0 >= 0)", ("getitem",), ()),
        ("call", "aten._assert_scalar.default", "", ("ge",), ()),
        ("output", "return", "", ("getitem",), ()),
    ]
    assert nodes["add"].text == "torch.ops.aten.add.Tensor(x, x)"
    # what is lifted of the whole program is an input of a branch
    assert (branch.name, [node.kind for node in branch.nodes]) == ("true_graph_0", ["input", "output"])


def test_graphs_that_differ_in_names_have_one_shape() -> None:
    (one, *_), (other, *_) = graphs(COND), graphs(COND.replace("add:", "sum_1:").replace("add", "sum_1"))
    assert one.shape != other.shape  # aten.add has become another operator
    renamed = COND.replace("getitem", "item").replace(" x", " y").replace("(x, x)", "(y, y)")
    assert graphs(renamed)[0].shape[1:4] == one.shape[1:4]


def test_a_name_that_is_used_again_is_another_node() -> None:
    text = "class G:\n    def forward(self, x):\n        x = f(x)\n        return x\n"
    assert [node.name for node in graphs(text)[0].nodes] == ["x", "x'", "return"]


def test_text_that_is_no_graph_gives_none() -> None:
    for text in ("", "graph():\n    %x : [num_users=1] = placeholder", "class A: pass", "\x00", "(" * 500):
        assert graphs(text) == ()


def test_what_no_caller_hands_in() -> None:
    assert lifted([("p_w", "PARAMETER"), ("x", "USER_INPUT"), ("b", "BUFFER")]) == {"p_w", "b"}
