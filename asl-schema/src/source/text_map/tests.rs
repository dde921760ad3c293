use super::TextMap;

/// Every byte of the decoded string leads to source that decodes to the character it is part of.
#[test]
fn each_character_leads_to_what_spells_it() {
    for literal in [r#""""#, r#""plain""#, r#""a\"b\\c\/d""#, r#""é\u00e9\ud83e\udd80🦀\n""#, r#""\u0000\u0001x""#] {
        let decoded: String = serde_json::from_str(literal).unwrap();
        let map = TextMap::of_json_string(literal, 0).unwrap();
        assert_eq!(map.len(), decoded.len(), "{literal}");
        for (start, letter) in decoded.char_indices() {
            let spelled = &literal[map.range(start..start + letter.len_utf8())];
            assert_eq!(serde_json::from_str::<String>(&format!("\"{spelled}\"")).unwrap(), letter.to_string());
        }
        assert_eq!(map.range(0..decoded.len()), 1..literal.len() - 1, "{literal}");
    }
}

#[test]
fn what_is_missing_at_the_end_is_an_empty_range_there() {
    let map = TextMap::of_json_string(r#""1 +""#, 0).unwrap();
    assert_eq!(map.range(3..3), 4..4);
    assert_eq!(map.range(90..99), 4..4);
}

#[test]
fn joined_pieces_keep_their_own_places() {
    let mut map = TextMap::plain(10..13);
    map.append(&TextMap::plain(20..22));
    assert_eq!((map.range(1..3), map.range(3..4), map.range(2..4)), (11..13, 20..21, 12..21));
}

#[test]
fn what_is_no_string_has_no_map() {
    for literal in ["", "\"", "a", "\"a", r#""\"#, r#""\u12""#] {
        assert_eq!(TextMap::of_json_string(literal, 0), None, "{literal}");
    }
}
