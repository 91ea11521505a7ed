//! What is to be run: PowerShell for the product, T-SQL for its databases. Every value is quoted for its language.
