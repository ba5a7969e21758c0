from benchmarks.bench_identity import cluster_f1, pair_f1


def test_measures_are_those_of_the_literature() -> None:
    labels, truth = [1, 1, 2, 2, 3], ["a", "a", "b", "c", "c"]
    assert pair_f1(labels, truth) == (0.5, 0.5, 0.5)
    assert cluster_f1(labels, truth, 2) == 0.5
    assert cluster_f1([1, 2], ["a", "b"], 1) == 1
