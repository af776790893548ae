#!/usr/bin/env dotnet
// What papers' procedures report beside the certified minimum, in one file:  dotnet run -c Release samples/scripts/replay-papers.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

RunSet runs = Datasets.ChinchillaWithoutOutliers;
foreach (Recipe recipe in new[] { Recipe.Hoffmann2022, Recipe.Hoffmann2022Mean, Recipe.Besiroglu2024 })
{
    Console.WriteLine(recipe.Replay(runs));
    Console.WriteLine();
}
