from govhub.search.engines.whoosh.cache import Cache


def test_what_was_used_longest_ago_is_forgotten_when_there_is_no_room():
    cache = Cache(3000)
    for key in "abc":
        cache.put(key, key.upper(), 600)
    cache.get("a")
    cache.put("d", "D", 600)

    assert [cache.get(key) for key in "abcd"] == ["A", None, "C", "D"]


def test_one_value_is_always_kept():
    cache = Cache(10)
    cache.put("a", "A", 1000)

    assert cache.get("a") == "A"


def test_putting_the_same_key_again_takes_no_room():
    cache = Cache(2500)
    cache.put("a", "A", 600)
    for _ in range(10):
        cache.put("b", "B", 600)

    assert cache.get("a") == "A"
