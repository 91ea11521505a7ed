use super::*;

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
    assert_eq!(crate::edit::compare(&sketch.document.topology, &again.document.topology).changes, []);
    assert_eq!(write(&again.document), text);
}
