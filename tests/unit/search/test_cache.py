from govhub.search.engines.whoosh.cache import Cache


def test_what_was_used_longest_ago_is_forgotten_when_there_is_no_room():
    cache = Cache(3000)
    for key in "abc":
        cache.put("ik", key, key.upper(), 600)
    cache.get("ik", "a")
    cache.put("ik", "d", "D", 600)

    assert [cache.get("ik", key) for key in "abcd"] == ["A", None, "C", "D"]
    assert cache.size == 2700


def test_one_value_is_always_kept():
    cache = Cache(10)
    cache.put("ik", "a", "A", 1000)

    assert cache.get("ik", "a") == "A"


def test_putting_the_same_key_again_takes_no_room():
    cache = Cache(2500)
    cache.put("ik", "a", "A", 600)
    for _ in range(10):
        cache.put("ik", "b", "B", 600)

    assert cache.get("ik", "a") == "A"


def test_owners_share_the_room_and_nothing_else():
    me, you = object(), object()
    cache = Cache(5000)
    cache.put(me, "a", "A", 600)
    cache.put(you, "a", "B", 600)
    cache.put(me, "b", "B", 600)
    cache.get(me, "a")

    assert cache.keys(me) == ["a", "b"]
    cache.forget(me)
    cache.put(you, "b", "C", 100)
    assert cache.get(me, "a") is None
    assert cache.get(you, "a") == "B"
    assert cache.size == 1300
