use proptest::prelude::*;

use super::*;
use crate::edit::compare;

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
