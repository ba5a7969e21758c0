from shanghui.engines.language.tables import lines_of, words_of


def test_lists_leave_comments_out() -> None:
    assert "科技" in words_of("trades.txt")
    assert not any(line.startswith("#") for line in lines_of("trades.txt"))


def test_readings_have_a_syllable_for_each_character() -> None:
    for line in lines_of("reading_phrases.txt"):
        phrase, *syllables = line.split(" ")
        assert len(phrase) == len(syllables), line
