//! Tables for the people of the network, of certificates and of SQL Server: what is to be there, and why.
