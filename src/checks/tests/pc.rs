use insta::assert_snapshot;

use super::{findings, findings_after_fixes, fixes, helps};

#[test]
fn a_chat_pool_in_three_data_centres_is_in_one_too_many() {
    let found = findings(
        "PC01",
        r"
        data-centre London
        data-centre Paris
        data-centre Rome
        site EMEA
          persistent-chat chat
            computers chat1 in London
            computers chat2 in Paris standby
            computers chat3 in Rome standby
            chat-store sql1\chat mirror sql3\chat witness sql5\wit
            chat-backup sql2\chat mirror sql4\chat witness sql6\wit
          sql sql1\chat in London
          sql sql2\chat in Paris
          sql sql3\chat in London
          sql sql4\chat in Paris
          sql sql5\wit in London
          sql sql6\wit in Paris
        ",
    );
    assert_snapshot!(found, @"PC011 chat.contoso.com  The servers of chat.contoso.com stand in 3 data centres.");
}

#[test]
fn a_secondary_in_the_primarys_data_centre_is_no_refuge_though_servers_are_there() {
    let found = findings(
        "PC01",
        r"
        data-centre London
        site EMEA
          persistent-chat chat
            computers chat1 chat2 in London
            chat-store sql1\chat mirror sql3\chat witness sql5\wit
            chat-backup sql2\chat
          sql sql1\chat in London
          sql sql2\chat in London
          sql sql3\chat in London
          sql sql5\wit in London
        ",
    );
    assert_snapshot!(found, @"PC014 chat.contoso.com  The secondary chat store of chat.contoso.com is in London, as is the chat store itself.");
}

#[test]
fn collocated_on_a_standard_edition_server_a_single_computer_and_its_local_database_are_as_meant() {
    let found = findings(
        "PC00",
        r"
        site EMEA
          standard-edition lon-se
          persistent-chat lon-se
            chat-store lon-se\rtc
        ",
    );
    assert_snapshot!(found, @"PC004 lon-se.contoso.com  Persistent Chat runs on lon-se.contoso.com, a Standard Edition server, beside everything else there.");
}

#[test]
fn a_chat_pool_with_a_standard_edition_server_among_others_is_neither_one_nor_the_other() {
    let found = findings(
        "PC00",
        r"
        site EMEA
          standard-edition lon-se
          persistent-chat lon-se
            computers lon-se chat2
        ",
    );
    assert_snapshot!(found, @"
    PC003 lon-se.contoso.com  lon-se.contoso.com stands on the Standard Edition server lon-se.contoso.com but has 2 servers.
    PC004 lon-se.contoso.com  Persistent Chat runs on lon-se.contoso.com, a Standard Edition server, beside everything else there.
    ");
}

#[test]
fn chat_of_2019_is_refused_and_not_judged_further() {
    let found = findings(
        "PC",
        r"
        deployment contoso.com
          product 2019
        site EMEA
          persistent-chat chat
            computers 9
        ",
    );
    assert_snapshot!(found, @"PC001 chat.contoso.com  chat.contoso.com is a Persistent Chat pool of Skype for Business Server 2019, which has none.");
}

#[test]
fn unknown_data_centres_keep_placement_rules_silent() {
    let sketch = r"
        data-centre London
        data-centre Paris
        site EMEA
          data-centres London Paris
          persistent-chat chat
            computers c1 c2 c3 c4
            computers c5 c6 standby
            chat-store sql1\chat mirror sql3\chat witness sql5\wit
            chat-backup sql2\chat
        ";
    for placement in ["PC01", "PC020", "PC037", "PC038", "PC041", "PC057"] {
        assert_eq!(findings(placement, sketch), "");
    }
}

#[test]
fn nobody_need_be_active_in_the_first_data_centre_after_a_failover() {
    let sketch = |state: &str| {
        format!(
            r"
        data-centre London
        site EMEA
          persistent-chat chat in London
            computers c1 c2 standby
            chat-store sql1\chat mirror sql3\chat witness sql5\wit
            state {state}
        "
        )
    };
    assert_snapshot!(findings("PC00", &sketch("normal")), @"PC007 chat.contoso.com  No server of chat.contoso.com is active.");
    assert_snapshot!(findings("PC00", &sketch("failed-over")), @"");
}

#[test]
fn an_instance_of_two_copies_is_one_server_of_both() {
    let found = findings(
        "PC02",
        r"
        data-centre London
        data-centre Paris
        site EMEA
          persistent-chat chat
            computers c1 in London
            computers c2 in Paris standby
            chat-store sql1\chat mirror sql3\chat witness sql5\wit
            chat-backup sql2\chat mirror sql3\chat witness sql6\wit
        ",
    );
    assert_snapshot!(found, @r"
    PC024 chat.contoso.com  sql3.contoso.com\chat keeps both the mirror of the chat store and the mirror of the secondary chat store of chat.contoso.com.
    PC025 chat.contoso.com  The mirror of the chat store and the mirror of the secondary chat store of chat.contoso.com stand on one server, sql3.contoso.com.
    ");
}

#[test]
fn a_failover_cluster_needs_no_mirror() {
    let found = findings(
        "PC02",
        r"
        data-centre London
        data-centre Paris
        site EMEA
          persistent-chat chat
            computers c1 in London
            computers c2 in Paris standby
            chat-store sql1\chat
            chat-backup sql2\chat
          sql sql1\chat in London
            cluster
          sql sql2\chat in Paris
            cluster
        ",
    );
    assert_snapshot!(found, @"");
}

#[test]
fn a_secondary_compliance_store_alone_is_unused_too() {
    let found = findings("PC027", "site EMEA\n  persistent-chat chat\n    compliance-backup sql1\\comp");
    assert_snapshot!(found, @"PC027 chat.contoso.com  chat.contoso.com has a compliance store, and compliance is off.");
}

#[test]
fn the_compliance_record_lacks_each_copy_that_the_content_has() {
    let sketch = |stores: &str| {
        format!(
            r"
        site EMEA
          persistent-chat chat
            compliance
            chat-store sql1\chat mirror sql2\chat
            chat-backup sql3\chat mirror sql4\chat
            {stores}
        "
        )
    };
    assert_snapshot!(findings("PC028", &sketch(r"compliance-store sql1\comp")), @"
    PC028 chat.contoso.com  chat.contoso.com has a secondary chat store and no secondary compliance store.
    PC028 chat.contoso.com  chat.contoso.com has a mirror of the chat store and no mirror of the compliance store.
    ");
    let with_secondary = "compliance-store sql1\\comp mirror sql2\\comp\n            compliance-backup sql3\\comp";
    assert_snapshot!(findings("PC028", &sketch(with_secondary)), @"PC028 chat.contoso.com  chat.contoso.com has a mirror of the secondary chat store and no mirror of the secondary compliance store.");
    assert_eq!(findings("PC028", &sketch("")), "", "without a store at all that is what is wrong");
}

#[test]
fn one_instance_for_content_and_compliance_will_do_without_copies() {
    let sketch = |mirror: &str| {
        format!(
            r"
        site EMEA
          persistent-chat chat
            compliance
            chat-store sql1\chat {mirror}
            compliance-store SQL1\Chat
        "
        )
    };
    assert_eq!(findings("PC029", &sketch("")), "");
    assert_snapshot!(findings("PC029", &sketch(r"mirror sql2\chat")), @r"PC029 chat.contoso.com  The compliance store and the chat store of chat.contoso.com share an instance, sql1.contoso.com\chat.");
}

#[test]
fn mirrors_of_the_compliance_record_stand_beside_their_stores() {
    let found = findings(
        "PC030",
        r"
        site EMEA
          data-centres London Paris
          persistent-chat chat
            computers c1 in London
            computers c2 in Paris standby
            compliance-store sql1\comp mirror sql2\comp
            compliance-backup sql3\comp mirror sql4\comp
          sql sql1\comp in London
          sql sql2\comp in Paris
          sql sql3\comp in Paris
          sql sql4\comp in London
        ",
    );
    assert_snapshot!(found, @"
    PC030 chat.contoso.com  The mirror of the secondary compliance store of chat.contoso.com is in London, the store itself in Paris.
    PC030 chat.contoso.com  The mirror of the compliance store of chat.contoso.com is in Paris, the store itself in London.
    ");
}

#[test]
fn a_misplaced_secondary_goes_to_the_only_other_data_centre() {
    let sketch = r"
        site EMEA
          data-centres London Paris
          persistent-chat chat
            computers c1 in London
            computers c2 in Paris standby
            compliance-store sql1\comp
            compliance-backup sql3\comp
          sql sql1\comp in London
          sql sql3\comp in London
        ";
    assert_snapshot!(fixes("PC030", sketch), @"Move the secondary to Paris");
}

#[test]
fn a_pool_that_ships_no_logs_is_told_nothing_about_it() {
    let in_one_data_centre = r"
        site EMEA
          persistent-chat chat in London
            computers 2
            compliance
            chat-store sql1\chat mirror sql2\chat
            chat-backup sql3\chat
        ";
    let without_secondary = r"
        site EMEA
          data-centres London Paris
          persistent-chat chat
            computers c1 in London
            computers c2 in Paris standby
            compliance
            chat-store sql1\chat mirror sql2\chat
        ";
    for sketch in [in_one_data_centre, without_secondary] {
        for code in ["PC031", "PC032", "PC034", "PC035", "PC036", "PC042", "PC056"] {
            assert_eq!(findings(code, sketch), "");
        }
    }
}

#[test]
fn logs_of_a_store_without_mirror_are_shipped_from_all_there_is() {
    let sketch = r"
        site EMEA
          data-centres London Paris
          persistent-chat chat
            computers c1 in London
            computers c2 in Paris standby
            chat-store sql1\chat
            chat-backup sql3\chat
        ";
    assert_eq!(findings("PC036", sketch), "");
}

#[test]
fn the_share_of_log_shipping_is_told_from_its_neighbours() {
    let found = |share: &str| {
        let sketch =
            format!("site EMEA\n  file-store \\\\fs1\\chat\n  persistent-chat chat\n    log-shipping share {share}");
        findings("PC033", &sketch)
    };
    assert_eq!(found(r"\\fs1.contoso.com\chatlogs"), "");
    assert_eq!(found(r"\\fs2.contoso.com\chat"), "");
    assert_snapshot!(found(r"\\FS1.contoso.com\Chat"), @r"PC033 chat.contoso.com  The transaction logs of chat.contoso.com go to \\fs1.contoso.com\chat, a file store of the topology.");
    assert!(!found(r"\\fs1.contoso.com\chat\logs\mgc").is_empty());
}

/// A stretched pool with servers that are active there and there, over such a link.
fn active_in(at: [&str; 2], link: &str, state: &str) -> String {
    format!(
        r"
        data-centre London
        data-centre Paris
        {link}
        site EMEA
          persistent-chat chat
            computers c1 in {}
            computers c2 in {}
            computers c3 in London standby
            computers c4 in Paris standby
            chat-store sql1\chat
            chat-backup sql2\chat
            state {state}
          sql sql1\chat in London
          sql sql2\chat in Paris
        ",
        at[0], at[1]
    )
}

#[test]
fn active_servers_stay_near_the_database_that_serves_if_the_link_is_slow() {
    let (slow, both) = ("link London Paris latency high", ["London", "Paris"]);
    let found = |at, link, state| findings("PC03", &active_in(at, link, state)).replace("\n", " ");
    let about_active = |at, link, state| {
        let all = found(at, link, state);
        ["PC037", "PC038", "PC039"].into_iter().filter(|code| all.contains(code)).collect::<Vec<_>>()
    };
    assert_eq!(about_active(both, slow, "normal"), ["PC037"]);
    assert_eq!(about_active(both, slow, "failed-over"), ["PC039"]);
    assert!(about_active(["London", "London"], slow, "normal").is_empty());
    assert!(about_active(["Paris", "Paris"], slow, "failed-over").is_empty());
    let fast = "link London Paris bandwidth high latency low";
    assert_eq!(about_active(both, fast, "normal"), ["PC038"]);
    assert!(about_active(both, fast, "failed-over").is_empty());
    assert!(about_active(["Paris", "Paris"], fast, "normal").is_empty());
    for unsure in ["", "link London Paris bandwidth high", "link London Paris latency low"] {
        assert!(about_active(both, unsure, "normal").is_empty(), "{unsure}");
    }
}

#[test]
fn only_the_servers_behind_the_link_go_on_standby_and_never_all() {
    let slow = "link London Paris bandwidth low";
    assert_snapshot!(fixes("PC037", &active_in(["London", "Paris"], slow, "normal")), @"Put the servers behind the link on standby");
    assert_eq!(fixes("PC037", &active_in(["Paris", "Paris"], slow, "normal")), "");
}

#[test]
fn a_director_is_no_next_hop_of_a_chat_pool() {
    let sketch = |others: &str| format!("site EMEA\n  director dir\n{others}  persistent-chat chat\n    next-hop dir");
    let one = sketch("  front-end lon-fe\n");
    assert_snapshot!(findings("PC040", &one), @"PC040 chat.contoso.com  The next hop of chat.contoso.com is dir.contoso.com, which is no Front End pool.");
    assert_snapshot!(fixes("PC040", &one), @"Use lon-fe.contoso.com as the next hop");
    assert_eq!(fixes("PC040", &sketch("  front-end lon-fe\n  front-end par-fe\n")), "");
    assert_eq!(fixes("PC040", &sketch("")), "");
}

#[test]
fn the_next_hop_follows_a_failover_and_may_be_of_unknown_place() {
    let sketch = |place: &str, state: &str| {
        format!(
            "data-centre London\ndata-centre Paris\nsite EMEA\n  data-centres London Paris\n  front-end fe {place}\n  \
             persistent-chat chat in London\n    chat-store sql1\\chat\n    next-hop fe\n    state {state}"
        )
    };
    assert!(!findings("PC041", &sketch("in Paris", "normal")).is_empty());
    assert_eq!(findings("PC041", &sketch("in London", "normal")), "");
    assert_eq!(findings("PC041", &sketch("in Paris", "failed-over")), "");
    assert_eq!(findings("PC041", &sketch("", "normal")), "");
}

#[test]
fn the_partner_of_the_next_hop_is_beside_the_secondary() {
    let sketch = |partner: &str, state: &str| {
        format!(
            r"
        site EMEA
          data-centres London Paris
          front-end lon-fe in London
          front-end other {partner}
          persistent-chat chat
            computers c1 in London
            computers c2 in Paris standby
            chat-store sql1\chat
            chat-backup sql2\chat
            next-hop lon-fe
            state {state}
        pair lon-fe other
        "
        )
    };
    assert_snapshot!(findings("PC042", &sketch("in London", "normal")), @"PC042 chat.contoso.com  The partner of the next hop of chat.contoso.com, other.contoso.com, is not in Paris with the secondary chat store.");
    assert_eq!(findings("PC042", &sketch("in Paris", "normal")), "");
    assert_eq!(findings("PC042", &sketch("", "normal")), "");
    assert_eq!(findings("PC042", &sketch("in London", "failed-over")), "");
    let misplaced = sketch("in Paris", "normal\n          sql sql2\\chat in London");
    assert_eq!(findings("PC042", &misplaced), "", "PC014 says what is wrong");
}

#[test]
fn a_display_name_is_compared_in_any_case_and_none_is_taken_by_nobody() {
    let sketch = |one: &str, other: &str| {
        format!("site EMEA\n  persistent-chat a\n    display-name {one}\n  persistent-chat b\n    display-name {other}")
    };
    assert_snapshot!(findings("PC043", &sketch("Chat", "CHAT")), @"
    PC043 a.contoso.com  a.contoso.com is called “Chat”, as is another chat pool.
    PC043 b.contoso.com  b.contoso.com is called “CHAT”, as is another chat pool.
    ");
    assert_snapshot!(findings("PC043", &sketch("none", "Chat")), @"PC043 a.contoso.com  a.contoso.com has no display name.");
    assert_eq!(findings("PC043", &sketch("One", "Two")), "");
}

#[test]
fn a_local_folder_beside_a_share_is_removed() {
    let sketch = |about: &str| format!("site EMEA\n  persistent-chat chat\n    local-folder C:\\Chat\n    {about}");
    assert_eq!(findings("PC045", &sketch("single-computer")), "");
    assert_eq!(fixes("PC045", &sketch("multiple-computers")), "");
    let both = sketch("multiple-computers\n    file-store \\\\fs1\\chat");
    assert_snapshot!(fixes("PC045", &both), @"safe: Remove the local folder");
    assert_eq!(findings_after_fixes("PC045", &both), "");
    assert_eq!(findings("PC046", &sketch("single-computer")), "");
}

#[test]
fn each_site_may_have_a_default_chat_pool() {
    let sketch = |site: &str| {
        format!(
            "site EMEA\n  persistent-chat a\n    default-for-site\n    default-for-all-sites\n{site}  persistent-chat b\n    \
             default-for-site"
        )
    };
    assert_eq!(findings("PC047", &sketch("site APAC\n")), "");
    assert_snapshot!(findings("PC047", &sketch("")), @"
    PC047 a.contoso.com  a.contoso.com is the default chat pool of EMEA, and not the only one.
    PC047 b.contoso.com  b.contoso.com is the default chat pool of EMEA, and not the only one.
    ");
}

#[test]
fn chat_servers_are_in_the_domain_of_their_next_hop() {
    let found = |computers: &str, front_ends: &str| {
        let sketch = format!(
            "site EMEA\n  front-end fe\n    computers {front_ends}\n  persistent-chat chat\n    computers {computers}\n    \
             next-hop fe"
        );
        findings("PC048", &sketch)
    };
    assert_snapshot!(found("c1.contoso.com", "fe1.emea.contoso.com"), @"PC048 chat.contoso.com  Of chat.contoso.com and its next hop c1.contoso.com is in the domain contoso.com, and fe1.emea.contoso.com is not.");
    assert_eq!(found("c1.contoso.com", "fe1.Contoso.COM"), "");
    assert_eq!(found("\"c1\"", "fe1.contoso.com"), "", "a short name has no domain");
}

#[test]
fn a_chat_server_carries_20_000_users_and_a_pool_80_000() {
    let sketch =
        |n: u32, users: u32| format!("site EMEA\n  persistent-chat chat\n    computers {n}\n    users {users}");
    assert_eq!(findings("PC049", &sketch(2, 40_000)), "");
    assert_snapshot!(findings("PC049", &sketch(2, 40_001)), @"PC049 chat.contoso.com  chat.contoso.com has 40001 users; its active servers (2) carry 40000.");
    assert_snapshot!(helps("PC049", &sketch(3, 60_001)), @"Make more servers active.");
    assert_eq!(findings("PC049", &sketch(4, 80_000)), "");
    assert_snapshot!(helps("PC049", &sketch(4, 80_001)), @"Give fewer users access to chat; 4 active servers are the maximum.");
    assert!(!findings("PC049", &sketch(5, 80_001)).is_empty(), "a fifth server carries nobody more");
    let all_on_standby = "site EMEA\n  persistent-chat chat\n    computers 2 standby\n    users 9";
    assert_eq!(findings("PC049", all_on_standby), "");
}

#[test]
fn all_chat_pools_together_carry_what_one_does() {
    let found = |a: &str, b: &str| {
        findings("PC050", &format!("site EMEA\n  persistent-chat a\n    {a}\n  persistent-chat b\n    {b}"))
    };
    assert_eq!(found("users 40000", "users 40000"), "");
    assert_snapshot!(found("users 40000", "users 40001"), @"PC050 b.contoso.com  2 chat pools have 80001 users together; the maximum over all pools is 80000.");
    assert_eq!(found("users 90000", ""), "", "one pool is PC049");
}

#[test]
fn a_second_server_is_made_active_beside_the_first() {
    let sketch = |second: &str| {
        format!(
            "site EMEA\n  data-centres London Paris\n  persistent-chat chat\n    computers c1 in London\n    \
             computers c2 in {second} standby"
        )
    };
    assert_snapshot!(fixes("PC053", &sketch("London")), @"Make c2.contoso.com active");
    assert_snapshot!(findings("PC053", &sketch("Paris")), @"PC053 chat.contoso.com  c1.contoso.com is the only active server of chat.contoso.com.");
    assert_eq!(fixes("PC053", &sketch("Paris")), "");
    assert_eq!(findings("PC053", "site EMEA\n  standard-edition se\n  persistent-chat se"), "");
    assert_eq!(findings("PC053", "site EMEA\n  persistent-chat chat\n    computers 2 standby"), "");
}

#[test]
fn the_others_carry_the_users_of_a_lost_chat_server_unless_one_stands_by() {
    let found = |users: u32, computers: &str| {
        let sketch = format!(
            "site EMEA\n  data-centres London Paris\n  persistent-chat chat\n    users {users}\n    {computers}"
        );
        findings("PC054", &sketch)
    };
    let three = "computers 3 in London";
    assert_eq!(found(40_000, three), "");
    assert_snapshot!(found(40_001, three), @"PC054 chat.contoso.com  Without one of its 3 active servers, chat.contoso.com has 20001 users on each of the others.");
    assert_eq!(found(60_001, three), "", "they carry too many already");
    assert!(!found(60_000, three).is_empty());
    assert!(!found(20_001, "computers 2 in London").is_empty());
    assert_eq!(found(20_000, "computers 1 in London"), "", "there are no others");
    assert_eq!(found(50_000, "computers 3 in London\n    computers 1 in London standby"), "");
    assert!(!found(50_000, "computers 3 in London\n    computers 1 in Paris standby").is_empty());
    assert_eq!(found(50_000, "computers 3 in London\n    computers 1 standby"), "");
    assert_eq!(found(50_000, "computers 3\n    computers 1 in Paris standby"), "");
}

#[test]
fn a_chat_store_without_servers_is_known_only_if_all_servers_are() {
    let found = |computers: &str| {
        let sketch = format!(
            r"
        data-centre London
        data-centre Paris
        site EMEA
          data-centres London Paris
          persistent-chat chat
            {computers}
            chat-store sql1\chat
          sql sql1\chat in Paris
        "
        );
        findings("PC057", &sketch)
    };
    assert!(!found("computers c1 c2 in London").is_empty());
    assert_eq!(found("computers c1 in London\n            computers c2 in Paris"), "");
    assert_eq!(found("computers c1 in London\n            computers c2"), "");
    assert_eq!(found("computers none"), "");
}

#[test]
fn as_many_servers_as_may_be_active_need_no_second_data_centre() {
    let sketch = |n: usize| {
        format!("data-centre Rome\nsite EMEA\n  data-centres Rome\n  persistent-chat chat1\n    computers {n}")
    };
    assert_snapshot!(findings("PC008", &sketch(4)), @"");
    assert_snapshot!(findings("PC008", &sketch(5)), @"PC008 chat1.contoso.com  chat1.contoso.com has 5 servers in Rome, of which 4 at most are active.");
}
