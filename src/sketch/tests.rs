use std::collections::BTreeSet;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::edit::compare;
use crate::model::Topology;

const STRETCHED: &str = r#"
deployment contoso.com
  product 2013
  sip-domain fabrikam.com
data-centre London
  region Europe
data-centre Paris
link London Paris bandwidth high latency low

site EMEA    # both
  description Head office
  front-end lon-fe in London
    computers 3 physical os 2012r2
    back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    file-store \\fs1\share
    web internal lonweb external "lonweb.fabrikam.com"
    mediation tls 5067-5069 default-trunk gw1
    features conferencing dialin voice
    users 5000
    edge edge
    load-balancing dns
    web-apps owa
  front-end par-fe in Paris #! DR002 DB017
    computers 2
    computers par-x in London out days
  standard-edition se1
  persistent-chat chat
    computers chat1 chat2 in London active
    computers chat3 chat4 in Paris standby
    chat-store sqlc1\chat mirror sqlc2\chat
    chat-backup sqlc3\chat
    next-hop lon-fe
    compliance
  edge edge
    external access web av
    addresses edge internal 10.0.0.1 external 10.1.0.1 10.1.0.2 10.1.0.3 public 131.107.0.1
    next-hop lon-fe
  sql sql3\wit in Paris
    version 2012
  gateway gw1
    trunk gw1 to lon-fe
    trunk gw1b to lon-fe:5068 tcp
  load-balancer "HLB London" in London serves lon-fe
  branch-site Oxford
    survivable-branch ox-sba
      registrar lon-fe
pair lon-fe par-fe  #! DR001
waive DR002 lon-fe "we know" until 2027-01-31
pin computer lon-fe1 10 -20
"#;

#[test]
fn a_sketch_comes_back() {
    let sketch = read(STRETCHED).unwrap_or_else(|error| panic!("{error}\n{:?}", error.hint()));
    let text = write(&sketch.document);
    let again = read(&text).unwrap();
    assert_eq!(compare(&sketch.document.topology, &again.document.topology).changes, []);
    assert_eq!(write(&again.document), text);
}

proptest! {
    #[test]
    fn every_document_comes_back(numbers in prop::collection::vec(any::<u16>(), 0..400)) {
        let document = arbitrary::document(&numbers);
        let text = write(&document);
        let again = read(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?.document;
        let changes = compare(&document.topology, &again.topology).changes;
        prop_assert!(changes.is_empty(), "{changes:#?}\n{text}");
        prop_assert_eq!(write(&again), text);
        prop_assert_eq!(again.sheet.pins().count(), document.sheet.pins().count());
        prop_assert_eq!(again.waivers.iter().count(), document.waivers.iter().count());
    }

    #[test]
    fn rows_of_one_name_keep_their_places(numbers in prop::collection::vec(any::<u16>(), 0..400), n_alike in 2..4_usize) {
        let document = arbitrary::document_of_twins(&numbers, n_alike);
        let text = write(&document);
        let again = read(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?.document;
        prop_assert_eq!(&write(&again), &text);
        let references = |topology: &Topology| {
            let mut found = Vec::new();
            topology.each_reference(&mut |from, to| found.push((topology.name(from), topology.kind(to), topology.name(to))));
            found.sort();
            found
        };
        prop_assert_eq!(references(&again.topology), references(&document.topology), "{}", text);
        let third = read(&write(&again)).unwrap().document;
        prop_assert_eq!(third.topology, again.topology);
    }

    #[test]
    fn whatever_the_text_reading_ends(text in "(?s).{0,200}") {
        let _ = read(&text);
        sniff(&text);
    }

    #[test]
    fn a_sketch_out_of_order_is_read_or_refused(cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8)) {
        let mut text: Vec<char> = STRETCHED.chars().collect();
        for (from, length, to) in cuts {
            let from = from.index(text.len());
            let cut: Vec<char> = text.drain(from..(from + length.index(20)).min(text.len())).collect();
            let to = to.index(text.len() + 1);
            text.splice(to..to, cut);
        }
        let text: String = text.into_iter().collect();
        if let Ok(sketch) = read(&text) {
            let written = write(&sketch.document);
            prop_assert!(read(&written).is_ok(), "{}", written);
        }
    }
}

/// The examples of the grammar.
fn examples() -> Vec<String> {
    let text = include_str!("../../docs/sketch.md");
    text.split("```sketch\n").skip(1).filter_map(|rest| rest.split("```").next()).map(str::to_owned).collect()
}

#[test]
fn every_example_of_the_grammar_is_read_and_comes_back() {
    assert!(!examples().is_empty());
    for example in examples() {
        let sketch = read(&example).unwrap_or_else(|error| panic!("{error}\n{example}"));
        let text = write(&sketch.document);
        let again = read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(compare(&sketch.document.topology, &again.document.topology).changes, [], "{text}");
        assert!(sniff(&example), "{example}");
        assert!(sniff(&text), "{text}");
    }
}

#[test]
fn every_word_of_the_notation_stands_in_an_example() {
    let examples = examples().join("\n");
    let said: BTreeSet<&str> = examples.split_whitespace().collect();
    let missing: Vec<&str> =
        kind::all_words().chain(item::Item::all_words()).filter(|word| !said.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What is said about a text that is no sketch.
fn refusal(text: &str) -> String {
    let error = read(text).map(|sketch| sketch.document).expect_err(text);
    let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    format!("{error}{hint}")
}

#[test]
fn a_word_that_means_nothing_is_said_with_the_one_that_was_meant() {
    assert_snapshot!(refusal("site EMEA\n  fornt-end lon-fe"), @r"
    2:3: `fornt-end` has no meaning under a site
    hint: did you mean `front-end`?
    ");
    assert_snapshot!(refusal("site EMEA\n  edge lon-edge\n    users 5\n    federaton"), @r"
    4:5: `federaton` has no meaning under a pool
    hint: did you mean `federation`?
    ");
    assert_snapshot!(refusal("data-centre London\n  zone 5"), @r"
    2:3: `zone` has no meaning under a data centre
    hint: what can stand there: region
    ");
    assert_snapshot!(refusal("site EMEA\n  edge lon-edge\n    users 5\n      many"), @r"
    4:7: `many` has no meaning under `users`
    hint: nothing can stand there; is it indented too deep?
    ");
}

#[test]
fn a_name_that_nothing_declares_is_said_with_the_one_that_was_meant() {
    assert_snapshot!(refusal("site EMEA\n  front-end lon-fe\n    edge lon-egde\n  edge lon-edge"), @r"
    3:10: no pool is called lon-egde.contoso.com
    hint: did you mean lon-edge.contoso.com?
    ");
    assert_snapshot!(refusal("pair a b"), @r"
    1:6: no pool is called a.contoso.com
    hint: a line elsewhere has to declare it; a name without a dot gets the default SIP domain unless it is quoted
    ");
    assert_snapshot!(refusal("pin computer x 1 2"), @r"
    1:14: no computer is called x.contoso.com
    hint: a line elsewhere has to declare it; a name without a dot gets the default SIP domain unless it is quoted
    ");
}

#[test]
fn a_line_in_the_wrong_place_is_sent_to_the_right_one() {
    assert_snapshot!(refusal("front-end lon-fe"), @r"
    1:1: `front-end` does not stand at the top
    hint: indent it under the line of its site
    ");
    assert_snapshot!(refusal("site A\n  site B"), @r"
    2:3: `site` does not stand under a site
    hint: it stands at the top, indented under nothing
    ");
    assert_snapshot!(refusal("site A\n    city X\n  city Y"), @r"
    3:3: the indentation is that of no line above
    hint: a line stands as deep as the line it follows, deeper to belong to it, or as deep as one further up
    ");
    assert_snapshot!(refusal("  site A\nsite B"), @r"
    2:1: the indentation is that of no line above
    hint: a line stands as deep as the line it follows, deeper to belong to it, or as deep as one further up
    ");
    assert_snapshot!(refusal("site A\n\tcity X"), @r"
    2:1: a tab stands in the indentation
    hint: indent with blanks
    ");
}

#[test]
fn words_that_are_missing_or_too_many_are_pointed_at() {
    assert_snapshot!(refusal("site"), @"1:5: a name is missing at the end of the line");
    assert_snapshot!(refusal("site A B"), @r"
    1:8: `B` is more than the line can take
    hint: put a text with blanks in quotes, a comment behind a #, and another attribute on a line of its own
    ");
    assert_snapshot!(refusal("site A\n  front-end f\n    users  # how many?"), @"3:10: a number from 0 to 4294967295 is missing at the end of the line");
    assert_snapshot!(refusal("site A\n  front-end f\n    users many"), @"3:11: `many` is not a number from 0 to 4294967295");
    assert_snapshot!(refusal("site A\n  front-end f\n    users 1\n    users 2"), @r"
    4:5: `users` is said twice
    hint: keep one of the two
    ");
    assert_snapshot!(refusal("site A\n  front-end f\n    computers 1001"), @"3:15: `1001` is not a number of computers up to 1000");
    assert_snapshot!(refusal("site A\n  front-end f\n    file-store fs1"), @r"3:16: `fs1` is not a share, as \\server\share");
    assert_snapshot!(refusal("deployment a.com\ndeployment b.com"), @r"
    2:1: `deployment` is said twice
    hint: keep one of the two
    ");
    assert_snapshot!(refusal("site \"A"), @r#"
    1:6: the quoted text has no end
    hint: close it with a second " on the same line; within the text a " is written twice
    "#);
    assert_snapshot!(refusal("site \"A\"B"), @r#"
    1:9: the quoted text runs into the next word
    hint: put a blank after the closing "; within the text a " is written twice
    "#);
    assert_snapshot!(refusal("site A #! DR02"), @r"
    1:11: `DR02` is not a rule code
    hint: after `#!` only codes follow, as in `#! DR002 DB017`
    ");
}

#[test]
fn a_name_without_a_dot_is_meant_in_the_default_sip_domain() {
    let names = |text: &str| {
        let topology = read(text).unwrap().document.topology;
        topology.ids().map(|id| topology.name(id)).filter(|name| name.contains("lon")).collect::<Vec<_>>()
    };
    assert_eq!(names("site A\n  standard-edition lon"), ["lon.contoso.com", "lon.contoso.com", r"lon.contoso.com\rtc"]);
    assert_eq!(names("deployment a.b\nsite A\n  director lon"), ["lon.a.b"; 2]);
    assert_eq!(names("deployment\nsite A\n  director lon"), ["lon"; 2]);
    assert_eq!(names("site A\n  director \"lon\""), ["lon"; 2]);
    assert_eq!(names("site lon\n  file-store \\\\lon\\x"), ["lon", r"\\lon.contoso.com\x"]);
}

#[test]
fn a_mark_is_about_its_line_or_what_the_line_brings_into_being() {
    let text = r"
        site EMEA                       #! ST003
          standard-edition lon-se       #! SE001
            users 5                     #! SE008
            archiving-store sql1        #! MA005
          gateway gw                    #! ME004
            trunk a                     #! ME005
        ";
    let Sketch { document, expected } = read(text).unwrap();
    let name = |id: &AnyId| format!("{} {}", document.topology.kind(*id), document.topology.name(*id));
    let marks: Vec<String> = expected
        .iter()
        .map(|mark| {
            format!("{} {} {}", mark.line, mark.code, mark.entities.iter().map(name).collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_snapshot!(marks.join("\n"), @r"
    2 ST003 site EMEA
    3 SE001 standard-edition-server lon-se.contoso.com, computer lon-se.contoso.com, sql-instance lon-se.contoso.com\rtc
    4 SE008 standard-edition-server lon-se.contoso.com
    5 MA005 standard-edition-server lon-se.contoso.com, sql-instance sql1.contoso.com
    6 ME004 gateway gw.contoso.com
    7 ME005 trunk a
    ");
}

#[test]
fn a_text_that_begins_with_a_word_of_the_notation_looks_like_a_sketch() {
    assert!(sniff("\u{feff}\n  # a comment\n  deployment contoso.com"));
    for text in ["", "# only a comment", "<Topology>", "(version: 1)", "front-end lon-fe", "site-to-site"] {
        assert!(!sniff(text), "{text}");
    }
}

#[test]
fn what_refers_to_the_second_of_a_name_still_does_when_it_comes_back() {
    let text = r"
deployment contoso.com

data-centre London
data-centre London

link London 2nd London
link 2nd London London latency high

site A
  data-centres 2nd London
  director d
    users 1
  director d
    users 2
  persistent-chat chat
    computers d d
    addresses 2nd d primary 10.0.0.2
    chat-store 2nd sql1\rtc
    next-hop 2nd d
  sql sql1\rtc
  sql sql1\rtc
    version 2012
  gateway gw
    trunk gw to 2nd d
    trunk gw tcp
site A
  edge lon-edge
    next-hop 3rd d
  director d
    users 3

waive DR012 2nd link London 2nd London Measured
pin 4th computer d 1 2
pin 2nd site A 3 4
pin 2nd trunk gw 5 6
";
    let document = read(text).unwrap().document;
    let written = write(&document);
    for line in [
        "next-hop 2nd d",
        "next-hop 3rd d",
        r"chat-store 2nd sql1\rtc",
        "trunk gw to 2nd d",
        "data-centres 2nd London",
        "addresses 2nd d primary 10.0.0.2",
        "pin 4th computer d 1 2",
        "pin 2nd site A 3 4",
        "pin 2nd trunk gw 5 6",
        "waive DR012 2nd link 2nd London London \"Measured\"",
    ] {
        assert!(written.lines().any(|written| written.trim() == line), "{line}\n{written}");
    }
    let users_of_next_hops = |document: &Document| {
        let pools = &document.topology.pools;
        let next_hops = pools.iter().filter_map(|(_, row)| row.role.next_hop());
        let mut users: Vec<_> = next_hops.filter_map(|id| pools.get(id)?.users).collect();
        users.sort_unstable();
        users
    };
    assert_eq!(users_of_next_hops(&document), [2, 3]);
    let again = read(&written).unwrap().document;
    assert_eq!(again.topology, document.topology);
    assert_eq!((&again.sheet, &again.waivers), (&document.sheet, &document.waivers));
    assert_eq!(write(&again), written);
}

#[test]
fn a_row_that_is_not_there_in_such_a_number_is_said() {
    assert_snapshot!(refusal("site A\n  director d\n  edge e\n    next-hop 2nd d"), @r"
    4:18: no pool is called d.contoso.com a 2nd time
    hint: a line elsewhere has to declare it; a name without a dot gets the default SIP domain unless it is quoted
    ");
}

#[test]
fn no_name_is_taken_for_the_number_of_another() {
    let names = ["a", "a", "\"a#1\"", "\"a#\"", "\"a#\"", "\"a##1\"", "\"a#1\""];
    let text: String = names.iter().map(|name| format!("site {name}\n")).collect();
    assert_eq!(read(&text).unwrap().document.topology.sites.len(), names.len());
}

#[test]
fn two_rows_of_one_name_are_two_rows() {
    let topology = read("site A\nsite a\n  director d\n  director D").unwrap().document.topology;
    assert_eq!((topology.sites.len(), topology.pools.len(), topology.computers.len()), (2, 2, 2));
}
