#Requires -Version 3.0
#Requires -Modules SkypeForBusiness
<#
.SYNOPSIS
    Mirrors, after they are in the published topology. Restart the Front End servers afterwards, one at a time.
.DESCRIPTION
    In the shell of Skype for Business Server 2015. Each step looks whether
    there is anything to do, asks, does it, and looks again. The first error stops the script; run it
    again when what it says is mended. Run it with -WhatIf first: it says what it would run.
.EXAMPLE
    .\06-mirrors.ps1 -WhatIf
.EXAMPLE
    .\06-mirrors.ps1
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string] $LogFile = (Join-Path $PSScriptRoot '06-mirrors.log')
)

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

function Get-Published {
    [xml] (Get-CsTopology -AsXml).ToString()
}

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

function Test-Says([object] $Answer, [string[]] $Texts) {
    $says = $Answer | Format-List | Out-String -Width 4096
    @($Texts | Where-Object { $says.IndexOf($_, [StringComparison]::OrdinalIgnoreCase) -ge 0 }).Count -gt 0
}

function Test-Published([string[]] $Names, [string] $Element = 'Cluster') {
    $there = @((Get-Published).SelectNodes("//*[local-name()='$Element']") | ForEach-Object { $_.GetAttribute('Fqdn') })
    @($Names | Where-Object { $there -notcontains $_ }).Count -eq 0
}

function Test-Database([string] $Instance, [string[]] $Names) {
    $there = @(Get-SqlAnswer $Instance 'SELECT name FROM sys.databases')
    @($Names | Where-Object { $there -notcontains $_ }).Count -eq 0
}

function Test-Mirrored([object[]] $States) {
    $States = @($States | Where-Object { $_ })
    $States.Count -gt 0 -and @($States | Where-Object { "$($_.MirroringStatusOnPrimary)" -ne 'synchronized' }).Count -eq 0
}

# L:deploying-sql-mirroring-for-back-end-server-high-availability, S:sql-mirroring-for-high-availability
# (inferred) that a healthy mirror is called synchronized on its principal
Invoke-Step @{
    Title   = 'Mirror the databases of ber-sql1.contoso.com\rtc on ber-sql2.contoso.com\rtc'
    Ready   = { (Test-Published 'ber-sql2.contoso.com') -and (Test-Database 'ber-sql1.contoso.com\rtc' @('cpsdyn', 'rgsconfig', 'rgsdyn', 'rtcab', 'rtcshared', 'rtcxds')) -and (Test-Path -LiteralPath ('FileSystem::' + '\\ber-fs1.contoso.com\mirroring')) }
    Done    = { (Test-Mirrored (Get-CsDatabaseMirrorState -PoolFqdn 'ber-fe.contoso.com' -DatabaseType 'User')) -and (Test-Mirrored (Get-CsDatabaseMirrorState -PoolFqdn 'ber-fe.contoso.com' -DatabaseType 'Application')) }
    Missing = 'enter mirror and witness in Topology Builder (by-hand.md) and publish; run 05-databases.ps1; make the share reachable'
    Run     = {
        Install-CsMirrorDatabase -ConfiguredDatabases -FileShare '\\ber-fs1.contoso.com\mirroring' -SqlServerFqdn 'ber-sql1.contoso.com' -ForInstance 'rtc' -DropExistingDatabasesOnMirror -Verbose
    }
}

# L:deploying-sql-mirroring-for-back-end-server-high-availability, S:sql-mirroring-for-high-availability
# (inferred) that a healthy mirror is called synchronized on its principal
Invoke-Step @{
    Title   = 'Mirror the databases of ber-sql4.contoso.com\mon on ber-sql5.contoso.com\mon'
    Ready   = { (Test-Published 'ber-sql5.contoso.com') -and (Test-Database 'ber-sql4.contoso.com\mon' @('LcsCDR', 'QoEMetrics')) -and (Test-Path -LiteralPath ('FileSystem::' + '\\ber-fs1.contoso.com\mirroring')) }
    Done    = { (Test-Mirrored (Get-CsDatabaseMirrorState -PoolFqdn 'ber-fe.contoso.com' -DatabaseType 'Monitoring')) }
    Missing = 'enter mirror and witness in Topology Builder (by-hand.md) and publish; run 05-databases.ps1; make the share reachable'
    Run     = {
        Install-CsMirrorDatabase -ConfiguredDatabases -FileShare '\\ber-fs1.contoso.com\mirroring' -SqlServerFqdn 'ber-sql4.contoso.com' -ForInstance 'mon' -DropExistingDatabasesOnMirror -Verbose
    }
}

# L:deploying-sql-mirroring-for-back-end-server-high-availability, S:sql-mirroring-for-high-availability
# (inferred) that a healthy mirror is called synchronized on its principal
Invoke-Step @{
    Title   = 'Mirror the databases of lon-sql1.contoso.com\rtc on lon-sql2.contoso.com\rtc'
    Ready   = { (Test-Published 'lon-sql2.contoso.com') -and (Test-Database 'lon-sql1.contoso.com\rtc' @('cpsdyn', 'rgsconfig', 'rgsdyn', 'rtcab', 'rtcshared', 'rtcxds')) -and (Test-Path -LiteralPath ('FileSystem::' + '\\lon-fs1.contoso.com\mirroring')) }
    Done    = { (Test-Mirrored (Get-CsDatabaseMirrorState -PoolFqdn 'lon-fe.contoso.com' -DatabaseType 'User')) -and (Test-Mirrored (Get-CsDatabaseMirrorState -PoolFqdn 'lon-fe.contoso.com' -DatabaseType 'Application')) -and (Test-Mirrored (Get-CsDatabaseMirrorState -PoolFqdn 'lon-fe.contoso.com' -DatabaseType 'CentralMgmt')) }
    Missing = 'enter mirror and witness in Topology Builder (by-hand.md) and publish; run 05-databases.ps1; make the share reachable'
    Run     = {
        Install-CsMirrorDatabase -ConfiguredDatabases -FileShare '\\lon-fs1.contoso.com\mirroring' -SqlServerFqdn 'lon-sql1.contoso.com' -ForInstance 'rtc' -DropExistingDatabasesOnMirror -Verbose
    }
}

# L:deploying-sql-mirroring-for-back-end-server-high-availability, S:sql-mirroring-for-high-availability
# (inferred) that a healthy mirror is called synchronized on its principal
Invoke-Step @{
    Title   = 'Mirror the databases of lon-sql4.contoso.com\mon on lon-sql5.contoso.com\mon'
    Ready   = { (Test-Published 'lon-sql5.contoso.com') -and (Test-Database 'lon-sql4.contoso.com\mon' @('LcsCDR', 'QoEMetrics')) -and (Test-Path -LiteralPath ('FileSystem::' + '\\lon-fs1.contoso.com\mirroring')) }
    Done    = { (Test-Mirrored (Get-CsDatabaseMirrorState -PoolFqdn 'lon-fe.contoso.com' -DatabaseType 'Monitoring')) }
    Missing = 'enter mirror and witness in Topology Builder (by-hand.md) and publish; run 05-databases.ps1; make the share reachable'
    Run     = {
        Install-CsMirrorDatabase -ConfiguredDatabases -FileShare '\\lon-fs1.contoso.com\mirroring' -SqlServerFqdn 'lon-sql4.contoso.com' -ForInstance 'mon' -DropExistingDatabasesOnMirror -Verbose
    }
}

# PS:Set-CsConfigurationStoreLocation
# (inferred) that it is told when the mirror is made; that the answer of Get-CsConfigurationStoreLocation names it
Invoke-Step @{
    Title   = 'Tell Active Directory that the Central Management store is mirrored on lon-sql2.contoso.com\rtc'
    Ready   = { Test-Mirrored (Get-CsDatabaseMirrorState -PoolFqdn 'lon-fe.contoso.com' -DatabaseType 'CentralMgmt') }
    Done    = { Test-Says (Get-CsConfigurationStoreLocation) 'lon-sql2.contoso.com' }
    Missing = 'mirror the databases first'
    Run     = {
        Set-CsConfigurationStoreLocation -SqlServerFqdn 'lon-sql1.contoso.com' -SqlInstanceName 'rtc' -MirrorSqlServerFqdn 'lon-sql2.contoso.com' -MirrorSqlInstanceName 'rtc'
    }
}

Write-Log 'finished'
