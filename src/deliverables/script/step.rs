//! A script as a value: steps, and how PowerShell is told them.

use super::quote::{Unsayable, comment, powershell, powershell_array};
use crate::vendor::{
    Product,
    cmdlet::{Cmdlet, Parameter},
};

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

/// A script without parameters of its own.
pub(super) fn script(name: &'static str, about: &'static str, steps: Vec<Step>) -> Script {
    Script { name, about, parameters: "", steps }
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
    /// The product in whose shell it is run; without: that of the deployment.
    pub product: Option<Product>,
    /// Whether it concerns the place where the script runs; without: wherever that is.
    pub when: Option<Code>,
    /// What must be so before.
    pub ready: Option<Code>,
    /// What to do if it is not ready, or if it is not so and nothing is run.
    pub missing: &'static str,
    /// Whether it is so already.
    pub done: Option<Code>,
    /// What is run; nothing where the step only looks.
    pub run: Vec<Code>,
    /// What proves that it worked; without: what says it is `done`.
    pub proof: Option<Code>,
    /// How many minutes the proof may take to come true.
    pub wait: u8,
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

/// Whether the script runs on one of these computers.
pub(super) fn is_one_of(names: Vec<String>) -> Code {
    raw("Test-ThisComputer ").and(texts(names))
}

/// Whether the published topology has a pool or a server of that name.
pub(super) fn is_published(name: &str) -> Code {
    raw("Test-Published ").and(text(name))
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

/// What every script needs to know beside its steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shell {
    /// The product whose shell it is.
    pub product: Product,
    /// Whether it is that of the deployment, or of single pools.
    pub is_of_deployment: bool,
}

impl Shell {
    /// The module of the shell. The name is that of the product's folder of modules; inferred.
    const fn module(self) -> &'static str {
        match self.product {
            Product::L13 => "Lync",
            Product::S15 | Product::S19 | Product::SE => "SkypeForBusiness",
        }
    }

    /// What a script of that name is called, without the ending: those of single pools say of which product they are.
    pub(super) fn name_of(self, script: &Script) -> String {
        if self.is_of_deployment { script.name.to_owned() } else { format!("{}-{}", script.name, self.product.token()) }
    }
}

/// A script as PowerShell.
pub(super) fn render(script: &Script, shell: Shell) -> Result<String, Unsayable> {
    let mut code = String::new();
    for step in &script.steps {
        write_step(step, &mut code)?;
    }
    // A helper stands above those that use it.
    for (name, helper) in HELPERS.iter().rev() {
        if code.contains(name) {
            code.insert_str(0, helper);
        }
    }
    let (name, module, product) = (shell.name_of(script), shell.module(), shell.product.title());
    let about = comment(script.about);
    let whose = if shell.is_of_deployment { "" } else { "For the pools of that product only. " };
    let parameters = script.parameters;
    Ok(format!(
        "#Requires -Version 3.0\n#Requires -Modules {module}\n<#\n.SYNOPSIS\n    {about}\n.DESCRIPTION\n    In the shell of \
         {product}. {whose}Each step looks whether\n    there is anything to do, asks, does it, and looks again. The first \
         error stops the script; run it\n    again when what it says is mended. Run it with -WhatIf first: it says what it \
         would run.\n.EXAMPLE\n    .\\{name}.ps1 -WhatIf\n.EXAMPLE\n    .\\{name}.ps1\n#>\n[CmdletBinding(SupportsShouldProcess = \
         $true, ConfirmImpact = 'High')]\nparam(\n{parameters}    [string] $LogFile = (Join-Path $PSScriptRoot \
         '{name}.log')\n)\n{PRELUDE}{code}\nWrite-Log 'finished'\n"
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
    for (name, code) in [("When   ", &step.when), ("Ready  ", &step.ready), ("Done   ", &step.done)] {
        write_block(name, code.as_ref(), out)?;
    }
    if !step.missing.is_empty() {
        out.push_str("\n    Missing = ");
        text(step.missing).write(out)?;
    }
    if !step.run.is_empty() {
        out.push_str("\n    Run     = {");
        for line in &step.run {
            out.push_str("\n        ");
            line.write(out)?;
        }
        out.push_str("\n    }");
    }
    write_block("Proof  ", step.proof.as_ref(), out)?;
    if step.wait > 0 {
        out.push_str(&format!("\n    Wait    = {}", step.wait));
    }
    out.push_str("\n}\n");
    Ok(())
}

fn write_block(name: &str, code: Option<&Code>, out: &mut String) -> Result<(), Unsayable> {
    let Some(code) = code else { return Ok(()) };
    out.push_str(&format!("\n    {name} = {{ "));
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
    try {
        if ($Step.When -and -not (& $Step.When)) {
            Write-Log '    passed over: it is not for this place or this moment'
            return
        }
        if ($Step.Ready -and -not (& $Step.Ready)) { throw $Step.Missing }
        if ($Step.Done -and (& $Step.Done)) {
            Write-Log '    nothing to do: it is so already'
            return
        }
        if (-not $Step.Run) { throw $Step.Missing }
    } catch {
        if (-not $WhatIfPreference) { throw }
        Write-Log "    not ready yet: $_"
    }
    if (-not $Step.Run) { return }
    if (-not $Shell.ShouldProcess($env:COMPUTERNAME, $Step.Title)) {
        if (-not $WhatIfPreference) { throw 'declined: what follows depends on this step' }
        $Step.Run.ToString().Trim() -split '\r?\n' | ForEach-Object { Write-Log "    would run: $($_.Trim())" }
        return
    }
    & $Step.Run | Out-String -Stream -Width 200 | ForEach-Object { Write-Log "    $_" }
    $proof = if ($Step.Proof) { $Step.Proof } else { $Step.Done }
    $until = (Get-Date).AddMinutes([int] $Step.Wait)
    while ($proof -and -not (& $proof)) {
        if ((Get-Date) -ge $until) { throw 'the step ran, but what proves it is not so' }
        Start-Sleep -Seconds 15
    }
    Write-Log '    done'
}
"#;

/// What steps ask, each written into the scripts that ask it; those that others use come first.
const HELPERS: &[(&str, &str)] = &[
    (
        "Get-Published",
        r#"
function Get-Published {
    [xml] (Get-CsTopology -AsXml).ToString()
}
"#,
    ),
    (
        "Get-ClusterNames",
        r#"
function Get-ClusterNames([xml] $Topology) {
    $Topology.SelectNodes("//*[local-name()='Cluster']") | ForEach-Object { $_.GetAttribute('Fqdn') }
}
"#,
    ),
    (
        "Get-SqlAnswer",
        r#"
function Get-SqlAnswer([string] $Instance, [string] $Query) {
    $source = New-Object System.Data.SqlClient.SqlConnectionStringBuilder
    $source['Data Source'] = $Instance
    $source['Integrated Security'] = $true
    $connection = New-Object System.Data.SqlClient.SqlConnection $source.ConnectionString
    $connection.Open()
    try {
        $command = $connection.CreateCommand()
        $command.CommandText = $Query
        $reader = $command.ExecuteReader()
        while ($reader.Read()) { $reader.GetValue(0) }
    } finally {
        $connection.Dispose()
    }
}
"#,
    ),
    (
        "Get-Lines",
        r#"
function Get-Lines([Xml.XmlElement] $Element, [string] $Above) {
    $ids = @($Element.ChildNodes | Where-Object { $_ -is [Xml.XmlElement] -and $_.LocalName -like '*Id' })
    $attributes = @(@($Element) + $ids | ForEach-Object { $_.Attributes } |
        Where-Object { $_.Prefix -ne 'xmlns' -and $_.Name -ne 'xmlns' } |
        ForEach-Object { "$($_.LocalName)=$($_.Value)" } | Sort-Object)
    $line = "$Above/$($Element.LocalName)[$($attributes -join ';')]"
    $line
    $Element.ChildNodes | Where-Object { $_ -is [Xml.XmlElement] } | ForEach-Object { Get-Lines $_ $line }
}
"#,
    ),
    (
        "Test-Says",
        r#"
function Test-Says([object] $Answer, [string[]] $Texts) {
    $says = $Answer | Format-List | Out-String -Width 4096
    @($Texts | Where-Object { $says.IndexOf($_, [StringComparison]::OrdinalIgnoreCase) -ge 0 }).Count -gt 0
}
"#,
    ),
    (
        "Test-StoreIsHere",
        r#"
function Test-StoreIsHere([string[]] $Servers) {
    $answer = Get-CsConfigurationStoreLocation | Out-String -Width 4096
    $answer.Trim() -eq '' -or @($Servers | Where-Object { $answer.IndexOf($_, [StringComparison]::OrdinalIgnoreCase) -ge 0 }).Count -gt 0
}
"#,
    ),
    (
        "Test-Published",
        r#"
function Test-Published([string[]] $Names, [string] $Element = 'Cluster') {
    $there = @((Get-Published).SelectNodes("//*[local-name()='$Element']") | ForEach-Object { $_.GetAttribute('Fqdn') })
    @($Names | Where-Object { $there -notcontains $_ }).Count -eq 0
}
"#,
    ),
    (
        "Test-TopologyFile",
        r#"
function Test-TopologyFile([string] $Path) {
    $wanted = [xml] (Get-Content -LiteralPath $Path -Raw)
    $there = New-Object 'Collections.Generic.HashSet[string]'
    try { Get-Lines (Get-Published).DocumentElement '' | ForEach-Object { $null = $there.Add($_) } } catch { return $false }
    @(Get-Lines $wanted.DocumentElement '' | Where-Object { -not $there.Contains($_) }).Count -eq 0
}
"#,
    ),
    (
        "Test-NothingIsLost",
        r#"
function Test-NothingIsLost([string] $Path) {
    $kept = @(Get-ClusterNames (Get-Content -LiteralPath $Path -Raw))
    try { $published = Get-Published } catch {
        Write-Log "    nothing published that could be read: $_"
        return $true
    }
    $lost = @(Get-ClusterNames $published | Where-Object { $kept -notcontains $_ })
    $lost | ForEach-Object { Write-Log "    published now and not in the file: $_" }
    $lost.Count -eq 0
}
"#,
    ),
    (
        "Test-Application",
        r#"
function Test-Application([string] $Pool, [string] $Owner) {
    $topology = Get-Published
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
    $there = @(Get-SqlAnswer $Instance 'SELECT name FROM sys.databases')
    @($Names | Where-Object { $there -notcontains $_ }).Count -eq 0
}
"#,
    ),
    (
        "Test-PrimaryReplica",
        r#"
function Test-PrimaryReplica([string] $Instance) {
    $query = 'SELECT COUNT(*) FROM sys.dm_hadr_availability_replica_states WHERE is_local = 1 AND role = 1'
    @(Get-SqlAnswer $Instance $query | Where-Object { $_ -gt 0 }).Count -gt 0
}
"#,
    ),
    (
        "Test-Group",
        r#"
function Test-Group([string] $Instance, [string] $Listener) {
    $query = 'SELECT dns_name FROM sys.availability_group_listeners'
    @(Get-SqlAnswer $Instance $query) -contains $Listener.Split('.')[0]
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
        "Test-BackupIsSteady",
        r#"
function Test-BackupIsSteady([string] $Pool) {
    $modules = @((Get-CsBackupServiceStatus -PoolFqdn $Pool).BackupModules | Where-Object { $_ })
    $rests = {
        @('SteadyState', 'FinalState') -contains "$($_.ExportStatus)" -or
            ("$($_.Identity)" -eq 'CentralMgmt.CMSMaster' -and "$($_.ExportStatus)" -eq 'NotInitialized')
    }
    $modules.Count -gt 0 -and @($modules | Where-Object { -not (& $rests) -or "$($_.ImportStatus)" -eq 'ErrorState' }).Count -eq 0
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
        "Get-SimpleUrl",
        r#"
function Get-SimpleUrl([string[]] $Components, [string] $Domain) {
    Get-CsSimpleUrlConfiguration -Identity 'Global' | Select-Object -ExpandProperty SimpleUrl |
        Where-Object { $Components -contains $_.Component -and $_.Domain -eq $Domain } |
        ForEach-Object { "$($_.ActiveUrl)".TrimEnd('/') }
}
"#,
    ),
    (
        "Get-OwnCertificate",
        r#"
function Get-OwnCertificate([string] $Name) {
    Get-ChildItem -LiteralPath 'Cert:\LocalMachine\My' |
        Where-Object { $_.FriendlyName -eq $Name -and $_.HasPrivateKey -and $_.NotAfter -gt (Get-Date) } |
        Sort-Object -Property NotBefore | Select-Object -Last 1
}
"#,
    ),
    (
        "Test-Assigned",
        r#"
function Test-Assigned([string[]] $Types) {
    @($Types | Where-Object { @(Get-CsCertificate -Type $_).Count -eq 0 }).Count -eq 0
}
"#,
    ),
    (
        "Test-Site",
        r#"
function Test-Site([string] $Name, [string] $Property, [string] $Value) {
    "$((Get-CsSite -Identity $Name).$Property)" -eq $Value
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
