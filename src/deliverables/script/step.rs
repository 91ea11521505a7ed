//! A script as a value: steps, and how PowerShell is told them.

use super::quote::{Unsayable, comment, powershell, powershell_array};
use crate::vendor::cmdlet::{Cmdlet, Parameter};

/// A script for the vendor's management shell.
#[derive(Debug)]
pub(super) struct Script {
    /// Its file, without the ending.
    pub name: &'static str,
    /// What it is for and where it is run.
    pub about: &'static str,
    /// The parameters it is called with, beside the log's.
    pub parameters: &'static str,
    /// What it does, in order. A script stops at the first step that goes wrong.
    pub steps: Vec<Step>,
}

/// One thing that is to be so afterwards.
#[derive(Debug, Default)]
pub(super) struct Step {
    /// What it does, as the log says it.
    pub title: String,
    /// The pages that say so.
    pub source: &'static str,
    /// What the pages do not say of it; empty where they say it all.
    pub inferred: &'static str,
    /// Whether it concerns the place where the script runs; without: wherever that is.
    pub when: Option<Code>,
    /// What must be so before.
    pub ready: Option<Code>,
    /// What to do if it is not ready.
    pub missing: &'static str,
    /// Whether it is so already.
    pub done: Option<Code>,
    /// What is run.
    pub run: Vec<Code>,
    /// What proves that it worked; without: what says it is `done`.
    pub proof: Option<Code>,
}

/// A piece of PowerShell. Whatever comes from a document is a text in it, and is quoted when it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Code(Vec<Part>);

#[derive(Debug, Clone)]
enum Part {
    Raw(&'static str),
    Text(String),
    Texts(Vec<String>),
    Call(&'static str),
    Argument(Parameter, Code),
}

/// Code of ours.
pub(super) fn raw(code: &'static str) -> Code {
    Code(vec![Part::Raw(code)])
}

/// A text.
pub(super) fn text(text: impl Into<String>) -> Code {
    Code(vec![Part::Text(text.into())])
}

/// An array of texts.
pub(super) fn texts(texts: impl IntoIterator<Item = String>) -> Code {
    Code(vec![Part::Texts(texts.into_iter().collect())])
}

impl Code {
    /// A call of a cmdlet: [`call!`] writes it.
    pub(super) fn call(cmdlet: Cmdlet, arguments: Vec<(Parameter, Self)>) -> Self {
        let arguments = arguments.into_iter().map(|(parameter, value)| Part::Argument(parameter, value));
        Self([Part::Call(cmdlet.name)].into_iter().chain(arguments).collect())
    }

    /// This call with one more argument.
    pub(super) fn with(mut self, parameter: Parameter, value: Self) -> Self {
        self.0.push(Part::Argument(parameter, value));
        self
    }

    /// This and then that.
    pub(super) fn and(mut self, next: Self) -> Self {
        self.0.extend(next.0);
        self
    }

    fn write(&self, out: &mut String) -> Result<(), Unsayable> {
        for part in &self.0 {
            match part {
                Part::Raw(code) => out.push_str(code),
                Part::Text(text) => out.push_str(&powershell(text)?),
                Part::Texts(texts) => out.push_str(&powershell_array(texts)?),
                Part::Call(name) => out.push_str(name),
                Part::Argument(parameter, value) => {
                    out.push_str(" -");
                    out.push_str(parameter.name);
                    if !value.0.is_empty() {
                        out.push(' ');
                        value.write(out)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// A call of a cmdlet of the list: `call!(INSTALL_DATABASE, ConfiguredDatabases, SqlServerFqdn = text(fqdn))`.
/// A parameter that its page does not have does not compile.
macro_rules! call {
    ($cmdlet:ident $(, $parameter:ident $(= $value:expr)?)* $(,)?) => {
        $crate::deliverables::script::step::Code::call(
            $crate::vendor::cmdlet::$cmdlet,
            vec![$((
                const { $crate::vendor::cmdlet::$cmdlet.parameter(stringify!($parameter)) },
                call!(@ $($value)?),
            )),*],
        )
    };
    (@) => { $crate::deliverables::script::step::Code::default() };
    (@ $value:expr) => { $value };
}
pub(super) use call;

/// The script as PowerShell.
pub(super) fn render(script: &Script, module: &'static str) -> Result<String, Unsayable> {
    let mut steps = String::new();
    for step in &script.steps {
        write_step(step, &mut steps)?;
    }
    let asked: String = HELPERS.iter().filter(|(name, _)| steps.contains(name)).map(|(_, code)| *code).collect();
    let Script { name, about, parameters, .. } = script;
    let about = comment(about);
    Ok(format!(
        "#Requires -Version 3.0\n#Requires -Modules {module}\n<#\n.SYNOPSIS\n    {about}\n.DESCRIPTION\n    Each step looks \
         whether there is anything to do, asks, does it, and looks again. The first\n    error stops the script; run it \
         again when what it says is mended. Run it with -WhatIf first.\n.EXAMPLE\n    .\\{name}.ps1 -WhatIf\n.EXAMPLE\n    \
         .\\{name}.ps1\n#>\n[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]\nparam(\n{parameters}    \
         [string] $LogFile = (Join-Path $PSScriptRoot '{name}.log')\n)\n{PRELUDE}{asked}{steps}\nWrite-Log 'finished'\n"
    ))
}

fn write_step(step: &Step, out: &mut String) -> Result<(), Unsayable> {
    out.push_str("\n# ");
    out.push_str(&comment(step.source));
    if !step.inferred.is_empty() {
        out.push_str("\n# (inferred) ");
        out.push_str(&comment(step.inferred));
    }
    out.push_str("\nInvoke-Step @{\n    Title   = ");
    text(&step.title).write(out)?;
    for (name, code) in [("When ", &step.when), ("Ready", &step.ready)] {
        if let Some(code) = code {
            write_block(name, code, out)?;
        }
    }
    if step.ready.is_some() {
        out.push_str("\n    Missing = ");
        text(step.missing).write(out)?;
    }
    if let Some(code) = &step.done {
        write_block("Done ", code, out)?;
    }
    out.push_str("\n    Run     = {");
    for line in &step.run {
        out.push_str("\n        ");
        line.write(out)?;
    }
    out.push_str("\n    }");
    if let Some(code) = step.proof.as_ref().or(step.done.as_ref()) {
        write_block("Proof", code, out)?;
    }
    out.push_str("\n}\n");
    Ok(())
}

fn write_block(name: &str, code: &Code, out: &mut String) -> Result<(), Unsayable> {
    out.push_str("\n    ");
    out.push_str(name);
    out.push_str("   = { ");
    code.write(out)?;
    out.push_str(" }");
    Ok(())
}

/// What every script begins with. `WhatIf` and the answer to a question are the script's own, hence `$Shell`.
const PRELUDE: &str = r#"
Set-StrictMode -Version 1.0
$ErrorActionPreference = 'Stop'
$Shell = $PSCmdlet

function Write-Log([string] $Text) {
    $line = '{0:yyyy-MM-dd HH:mm:ss}  {1}' -f (Get-Date), $Text
    Write-Host $line
    Add-Content -LiteralPath $LogFile -Value $line -Encoding UTF8 -WhatIf:$false -Confirm:$false
}

trap {
    Write-Log "stopped: $_"
    break
}

function Invoke-Step([hashtable] $Step) {
    Write-Log $Step.Title
    if ($Step.When -and -not (& $Step.When)) {
        Write-Log '    passed over: it is not for this place or this moment'
        return
    }
    if ($Step.Ready -and -not (& $Step.Ready)) {
        if (-not $WhatIfPreference) { throw $Step.Missing }
        Write-Log "    not ready yet: $($Step.Missing)"
        return
    }
    if ($Step.Done -and (& $Step.Done)) {
        Write-Log '    nothing to do: it is so already'
        return
    }
    if (-not $Shell.ShouldProcess($env:COMPUTERNAME, $Step.Title)) {
        if (-not $WhatIfPreference) { throw 'declined: what follows depends on this step' }
        return
    }
    & $Step.Run | Out-String -Stream -Width 200 | ForEach-Object { Write-Log "    $_" }
    if ($Step.Proof -and -not (& $Step.Proof)) { throw 'the step ran, but what proves it is not so' }
    Write-Log '    done'
}
"#;

/// What steps ask, each written into the scripts that ask it.
const HELPERS: &[(&str, &str)] = &[
    (
        "Test-Says",
        r#"
function Test-Says([object] $Answer, [string] $Text) {
    ($Answer | Format-List | Out-String -Width 4096).IndexOf($Text, [StringComparison]::OrdinalIgnoreCase) -ge 0
}
"#,
    ),
    (
        "Test-Published",
        r#"
function Test-Published([string[]] $Names) {
    $topology = [xml] (Get-CsTopology -AsXml).ToString()
    $there = @($topology.SelectNodes("//*[local-name()='Cluster']") | ForEach-Object { $_.GetAttribute('Fqdn') })
    @($Names | Where-Object { $there -notcontains $_ }).Count -eq 0
}
"#,
    ),
    (
        "Test-TopologyFile",
        r#"
function Test-TopologyFile([string] $Path) {
    $wanted = [xml] (Get-Content -LiteralPath $Path -Raw)
    $topology = [xml] (Get-CsTopology -AsXml).ToString()
    $there = @($topology.SelectNodes("//*[local-name()='Cluster']") | ForEach-Object { $_.GetAttribute('Fqdn') })
    $names = @($wanted.SelectNodes("//*[local-name()='Cluster']") | ForEach-Object { $_.GetAttribute('Fqdn') })
    @($names | Where-Object { $there -notcontains $_ }).Count -eq 0
}
"#,
    ),
    (
        "Test-Application",
        r#"
function Test-Application([string] $Pool, [string] $Owner) {
    $topology = [xml] (Get-CsTopology -AsXml).ToString()
    $cluster = @($topology.SelectNodes("//*[local-name()='Cluster']") | Where-Object { $_.GetAttribute('Fqdn') -eq $Pool })
    if ($cluster.Count -eq 0) { return $false }
    $own = $cluster[0].SelectSingleNode("*[local-name()='ClusterId']")
    $ports = @($topology.SelectNodes("//*[local-name()='Service']") | Where-Object {
        $on = $_.SelectSingleNode("*[local-name()='InstalledOn']/*[local-name()='ClusterId']")
        $on.GetAttribute('SiteId') -eq $own.GetAttribute('SiteId') -and $on.GetAttribute('Number') -eq $own.GetAttribute('Number')
    } | ForEach-Object { $_.SelectNodes(".//*[local-name()='Port']") } | Where-Object { $_.GetAttribute('Owner') -eq $Owner })
    $ports.Count -gt 0
}
"#,
    ),
    (
        "Test-Database",
        r#"
function Test-Database([string] $Instance, [string[]] $Names) {
    $source = New-Object System.Data.SqlClient.SqlConnectionStringBuilder
    $source['Data Source'] = $Instance
    $source['Integrated Security'] = $true
    $connection = New-Object System.Data.SqlClient.SqlConnection $source.ConnectionString
    $connection.Open()
    try {
        $command = $connection.CreateCommand()
        $command.CommandText = 'SELECT name FROM sys.databases'
        $reader = $command.ExecuteReader()
        $there = @(while ($reader.Read()) { $reader.GetString(0) })
    } finally {
        $connection.Dispose()
    }
    @($Names | Where-Object { $there -notcontains $_ }).Count -eq 0
}
"#,
    ),
    (
        "Test-PrimaryReplica",
        r#"
function Test-PrimaryReplica([string] $Instance) {
    $source = New-Object System.Data.SqlClient.SqlConnectionStringBuilder
    $source['Data Source'] = $Instance
    $source['Integrated Security'] = $true
    $connection = New-Object System.Data.SqlClient.SqlConnection $source.ConnectionString
    $connection.Open()
    try {
        $command = $connection.CreateCommand()
        $command.CommandText = 'SELECT COUNT(*) FROM sys.dm_hadr_availability_replica_states WHERE is_local = 1 AND role = 1'
        [int] $command.ExecuteScalar() -gt 0
    } finally {
        $connection.Dispose()
    }
}
"#,
    ),
    (
        "Test-Mirrored",
        r#"
function Test-Mirrored([object[]] $States) {
    $States = @($States | Where-Object { $_ })
    $States.Count -gt 0 -and @($States | Where-Object { "$($_.MirroringStatusOnPrimary)" -ne 'synchronized' }).Count -eq 0
}
"#,
    ),
    (
        "Test-Principal",
        r#"
function Test-Principal([object[]] $States, [string] $Half) {
    $States = @($States | Where-Object { $_ })
    $States.Count -gt 0 -and @($States | Where-Object { $_.('StateOn' + $Half) -ne 'Principal' }).Count -eq 0
}
"#,
    ),
    (
        "Test-Same",
        r#"
function Test-Same([string[]] $Wanted, [string[]] $There) {
    (@($Wanted | Sort-Object) -join ';') -eq (@($There | Where-Object { $_ } | Sort-Object) -join ';')
}
"#,
    ),
    (
        "Test-Configured",
        r#"
function Test-Configured([string] $Text) {
    Add-Type -AssemblyName System.IO.Compression
    $text = [Security.SecurityElement]::Escape($Text)
    $bytes = New-Object System.IO.MemoryStream (, [byte[]] (Export-CsConfiguration -AsBytes))
    $archive = New-Object System.IO.Compression.ZipArchive $bytes
    foreach ($entry in $archive.Entries) {
        $reader = New-Object System.IO.StreamReader $entry.Open()
        if ($reader.ReadToEnd().IndexOf($text, [StringComparison]::OrdinalIgnoreCase) -ge 0) { return $true }
    }
    $false
}
"#,
    ),
    (
        "Test-ThisComputer",
        r#"
function Test-ThisComputer([string[]] $Names) {
    $Names -contains [Net.Dns]::GetHostEntry('').HostName
}
"#,
    ),
    (
        "Test-Running",
        r#"
function Test-Running([string] $Name) {
    @(Get-Service -Name $Name -ErrorAction SilentlyContinue | Where-Object { $_.Status -eq 'Running' }).Count -gt 0
}
"#,
    ),
];
