use insta::assert_snapshot;

use super::findings;

#[test]
fn a_chat_pool_in_three_data_centres_is_in_one_too_many() {
    let found = findings(
        "PC",
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
        "PC",
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
        "PC",
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
        "PC",
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
    let found = findings(
        "PC",
        r"
        data-centre London
        data-centre Paris
        site EMEA
          data-centres London Paris
          persistent-chat chat
            computers c1 c2 c3 c4
            computers c5 c6 standby
            chat-store sql1\chat mirror sql3\chat witness sql5\wit
            chat-backup sql2\chat
        ",
    );
    assert_snapshot!(found, @"");
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
    assert_snapshot!(findings("PC", &sketch("normal")), @"PC007 chat.contoso.com  No server of chat.contoso.com is active.");
    assert_snapshot!(findings("PC", &sketch("failed-over")), @"");
}

#[test]
fn an_instance_of_two_copies_is_one_server_of_both() {
    let found = findings(
        "PC",
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
    PC018 chat.contoso.com  The mirror of the secondary chat store of chat.contoso.com is in London, the store itself in Paris.
    PC024 chat.contoso.com  sql3.contoso.com\chat keeps both the mirror of the chat store and the mirror of the secondary chat store of chat.contoso.com.
    PC025 chat.contoso.com  The mirror of the chat store and the mirror of the secondary chat store of chat.contoso.com stand on one server, sql3.contoso.com.
    ");
}

#[test]
fn a_failover_cluster_needs_no_mirror() {
    let found = findings(
        "PC",
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
