from nearward.kit.hashers import LightArgon2Hasher


def test_passwords_are_hashed_with_argon2id_at_the_minimum_that_owasp_names():
    hasher = LightArgon2Hasher()
    kept = hasher.encode("a garden behind the house", hasher.salt())
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.verify("a garden behind the house", kept)
    assert not hasher.verify("a garden behind the hous", kept)
    assert not hasher.must_update(kept)
