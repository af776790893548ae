namespace ScalingFit.Decisions.Allocations;

/// <summary>One law, what may be chosen and what it costs: the allocation of a budget, or the cheapest that reaches a loss. For one thread.</summary>
internal sealed class AllocationProblem
{
    /// <summary>Ratios looked at for each decade of a budget's line.</summary>
    private const int PerDecade = 12;

    /// <summary>The same for a line of equal loss, each point of which is a root.</summary>
    private const int PerDecadeOfLoss = 4;

    /// <summary>The largest logarithm of a ratio, or of its reciprocal, that a line of equal loss is followed to.</summary>
    private const double WidestRatio = 40;

    private readonly FittedLaw _law;
    private readonly AllocationOptions _options;
    private readonly LossSurface _surface;
    private readonly SpendingRule _spending;
    private readonly SeparableLaw? _separable;
    private readonly double _cap;

    /// <exception cref="ArgumentException">The options contradict each other or do not fit the law.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number among them is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">A parameter of the law is not finite.</exception>
    /// <exception cref="NotSupportedException">The law depends on a variable that has no value, on neither size nor data, on a schedule, or is of several groups.</exception>
    public AllocationProblem(FittedLaw law, AllocationOptions options)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(options);
        law.RequireOneGroup();
        if (!law.Values.All(double.IsFinite)) throw new InvalidOperationException($"A parameter left the range of numbers, so the law allocates nothing. {law}");
        Validate(options);
        Variable? unique = law.Law.Variables.FirstOrDefault(v => string.Equals(v.Symbol, "U", StringComparison.Ordinal));
        IReadOnlyDictionary<string, double> values = options.Values;
        if (options.UniqueTokens is { } tokens && unique is not null)
        {
            if (values.ContainsKey("U")) throw new ArgumentException($"U is given twice, in {nameof(AllocationOptions.Values)} and as {nameof(AllocationOptions.UniqueTokens)}.", nameof(options));
            values = new Dictionary<string, double>(values, StringComparer.Ordinal) { ["U"] = tokens };
        }

        _law = law;
        _options = options;
        _surface = new LossSurface(law, values);
        _spending = new SpendingRule(law.Conventions.ComputeRule.FlopsPerParameterToken, options.InferenceTokens ?? 0, options.Cost);
        _separable = SeparableLaw.TryRead(law, out SeparableLaw separable) ? separable : null;
        _cap = unique is null ? options.UniqueTokens ?? double.PositiveInfinity : double.PositiveInfinity;
        if (options.Tokens > _cap) throw new ArgumentException($"{nameof(AllocationOptions.Tokens)} are more than {nameof(AllocationOptions.UniqueTokens)}, and {law.Law.Name} knows no repetition.", nameof(options));
    }

    private bool IsFree => _options is { Parameters: null, Tokens: null, TokensPerParameter: null };

    private bool IsClosed => _spending.IsPlain && _separable is { HasOptimum: true };

    /// <summary>The size and data of lowest loss for a budget; null where the loss falls towards an end of the line.</summary>
    /// <exception cref="InvalidOperationException">The budget does not pay for what is fixed.</exception>
    public Allocation? ForBudget(double budget)
    {
        if (_options.Parameters is { } size) return Capped(budget, size, Afford(_spending.Tokens(size, budget), budget), AllocationBinding.Parameters);
        if (_options.Tokens is { } data) return Found(budget, Afford(_spending.Parameters(data, budget), budget), data, AllocationBinding.Tokens);
        if (_options.TokensPerParameter is { } ratio)
        {
            double along = Afford(_spending.AlongRatio(ratio, budget), budget);
            return ratio * along > _cap
                ? Found(budget, _cap / ratio, _cap, AllocationBinding.UniqueTokens)
                : Found(budget, along, ratio * along, AllocationBinding.TokensPerParameter);
        }

        if (IsClosed)
        {
            double product = budget / _law.Conventions.ComputeRule.FlopsPerParameterToken;
            double parameters = _separable!.Value.OptimalParameters(product);
            double tokens = product / parameters;
            return tokens > _cap ? Found(budget, _spending.Parameters(_cap, budget), _cap, AllocationBinding.UniqueTokens) : Found(budget, parameters, tokens, AllocationBinding.None);
        }

        // From one token to one parameter, or to where tokens run out.
        double low = -Math.Log(Afford(_spending.Parameters(1, budget), budget));
        double most = Afford(_spending.Tokens(1, budget), budget);
        bool hasCorner = most > _cap;
        double high = hasCorner ? Math.Log(_cap / _spending.Parameters(_cap, budget)) : Math.Log(most);
        double Place(double logRatio) => _spending.AlongRatio(Math.Exp(logRatio), budget);
        double? best = Search(Place, _surface.Loss).Find(low, high, PerDecade, hasCorner);
        if (best is not { } found) return null;
        if (hasCorner && found.Equals(high)) return Found(budget, _spending.Parameters(_cap, budget), _cap, AllocationBinding.UniqueTokens);
        return OnRatio(budget, Place(found), found);
    }

    /// <summary>The cheapest size and data that reach a loss; infinite where none do, and null where the cost falls towards an end of the line.</summary>
    public Allocation? ForLoss(double target)
    {
        if (_options.Parameters is { } size) return Costed(size, Reach(x => _surface.Loss(size, x), target, Math.Min(SpendingRule.Most, Math.Log(_cap))), AllocationBinding.Parameters);
        if (_options.Tokens is { } data) return Costed(Reach(x => _surface.Loss(x, data), target, SpendingRule.Most), data, AllocationBinding.Tokens);
        if (_options.TokensPerParameter is { } ratio)
        {
            double along = Along(ratio, target);
            return ratio * along > _cap ? Costed(double.PositiveInfinity, _cap, AllocationBinding.UniqueTokens) : Costed(along, ratio * along, AllocationBinding.TokensPerParameter);
        }

        if (IsClosed)
        {
            double budget = _law.FlopsToReach(target);
            if (!double.IsFinite(budget)) return Costed(double.PositiveInfinity, double.PositiveInfinity, AllocationBinding.None);
            Allocation plain = _law.Allocate(budget);
            return plain.Tokens > _cap ? Costed(Reach(x => _surface.Loss(x, _cap), target, SpendingRule.Most), _cap, AllocationBinding.UniqueTokens) : plain;
        }

        double atCap = double.IsFinite(_cap) ? Reach(x => _surface.Loss(x, _cap), target, SpendingRule.Most) : double.NaN;
        if (double.IsInfinity(atCap)) return Costed(atCap, _cap, AllocationBinding.UniqueTokens);
        double corner = Math.Log(_cap / atCap);
        bool hasCorner = corner < WidestRatio;
        double high = hasCorner ? corner : WidestRatio;
        double Place(double logRatio) => Along(Math.Exp(logRatio), target);
        if (!Enumerable.Range(-8, 17).Any(k => double.IsFinite(Place(k * WidestRatio / 8)))) return Costed(double.PositiveInfinity, double.PositiveInfinity, AllocationBinding.None);
        double? best = Search(Place, (n, d) => double.IsFinite(n) ? Math.Log(_spending.Of(n, d)) : double.PositiveInfinity).Find(-WidestRatio, high, PerDecadeOfLoss, hasCorner);
        if (best is not { } found) return null;
        if (hasCorner && found.Equals(high)) return Costed(atCap, _cap, AllocationBinding.UniqueTokens);
        double parameters = Place(found);
        return Costed(parameters, Math.Exp(found) * parameters, AllocationBinding.None);
    }

    /// <summary>What a law without a best allocation of a budget comes to in the limit, as exponents fall to zero: all on data, or all on size. Null where it has no limit.</summary>
    public Allocation? Limit(double budget)
    {
        if (!IsFree || _spending.IsCustom || _separable is not { } separable || (!(separable.Alpha > 0) && !(separable.Beta > 0))) return null;
        bool isSize = separable.Alpha > 0;
        return new Allocation { Flops = budget, Parameters = isSize ? _spending.AlongRatio(0, budget) : 0, Tokens = isSize ? 0 : double.PositiveInfinity, Loss = _surface.Floor };
    }

    /// <summary>Why no budget reaches a loss.</summary>
    public string Unreachable(double target)
    {
        string held = _options.Parameters is not null ? " at the size given" : _options.Tokens is not null ? " with the data given" : double.IsFinite(_cap) ? " with so few unique tokens" : "";
        double floor = _surface.Floor;
        return target <= floor
            ? FormattableString.Invariant($"No budget reaches a loss of {target:G6}: it is a target loss below E, the law's floor of {floor:G6}, or at it. {_law}")
            : FormattableString.Invariant($"No budget reaches a loss of {target:G6}{held}; the law's floor is {floor:G6}. {_law}");
    }

    private RatioSearch Search(Func<double, double> place, Func<double, double, double> objective) => new(place, objective, Slope, _spending.IsCustom || _law.Law.Definition.Expression is null);

    private double Slope(double parameters, double tokens)
    {
        (double byParameters, double byTokens) = _surface.Slopes(parameters, tokens);
        (double ofParameters, double ofTokens) = _spending.Elasticities(parameters, tokens);
        return (byTokens * ofParameters) - (byParameters * ofTokens);
    }

    /// <summary>N where the loss on the ray D = rN is the target; infinite where it never is.</summary>
    private double Along(double ratio, double target)
    {
        double shift = Math.Max(0, -Math.Log(ratio));
        return Math.Exp(shift) * Reach(x => _surface.Loss(x * Math.Exp(shift), x * Math.Exp(shift) * ratio), target, SpendingRule.Most);
    }

    /// <summary>The least x of 1 or more at which a falling loss is the target; infinite where it is above it up to the end.</summary>
    private static double Reach(Func<double, double> loss, double target, double most)
    {
        if (!(loss(Math.Exp(most)) <= target)) return double.PositiveInfinity;
        return loss(1) <= target ? 1 : Math.Exp(Roots.Between(x => loss(Math.Exp(x)) - target, 0, most));
    }

    private Allocation Capped(double budget, double parameters, double tokens, AllocationBinding binding) =>
        tokens > _cap ? Found(budget, parameters, _cap, AllocationBinding.UniqueTokens) : Found(budget, parameters, tokens, binding);

    private Allocation OnRatio(double budget, double parameters, double logRatio) => Found(budget, parameters, Math.Exp(logRatio) * parameters, AllocationBinding.None);

    private Allocation Costed(double parameters, double tokens, AllocationBinding binding)
    {
        bool isReached = double.IsFinite(parameters) && double.IsFinite(tokens);
        return new Allocation
        {
            Flops = isReached ? _spending.Of(parameters, tokens) : double.PositiveInfinity,
            Unit = _options.CostUnit,
            Parameters = parameters,
            Tokens = tokens,
            Loss = isReached ? _surface.Loss(parameters, tokens) : double.NaN,
            Binding = binding,
        };
    }

    private Allocation Found(double budget, double parameters, double tokens, AllocationBinding binding) =>
        new() { Flops = budget, Unit = _options.CostUnit, Parameters = parameters, Tokens = tokens, Loss = _surface.Loss(parameters, tokens), Binding = binding };

    private static double Afford(double amount, double budget) => amount > 0
        ? amount
        : throw new InvalidOperationException(FormattableString.Invariant($"The budget of {budget:G4} does not pay for what is fixed: nothing is left for the rest."));

    private static void Validate(AllocationOptions options)
    {
        int isFixed = (options.Parameters is null ? 0 : 1) + (options.Tokens is null ? 0 : 1) + (options.TokensPerParameter is null ? 0 : 1);
        if (isFixed > 1) throw new ArgumentException($"At most one of {nameof(AllocationOptions.Parameters)}, {nameof(AllocationOptions.Tokens)} and {nameof(AllocationOptions.TokensPerParameter)} can be fixed: the budget gives the other.", nameof(options));
        if (options.Cost is not null && options.InferenceTokens is not null) throw new ArgumentException($"{nameof(AllocationOptions.Cost)} says all that a model costs, so {nameof(AllocationOptions.InferenceTokens)} are not counted beside it.", nameof(options));
        if (options.Values is null) throw new ArgumentException($"{nameof(AllocationOptions.Values)} is null; leave it out where nothing is held.", nameof(options));
        Positive(options.Parameters, nameof(AllocationOptions.Parameters));
        Positive(options.Tokens, nameof(AllocationOptions.Tokens));
        Positive(options.TokensPerParameter, nameof(AllocationOptions.TokensPerParameter));
        Positive(options.UniqueTokens, nameof(AllocationOptions.UniqueTokens));
        Positive(options.InferenceTokens, nameof(AllocationOptions.InferenceTokens));
    }

    private static void Positive(double? value, string name)
    {
        if (value is { } number) Require.Positive(number, name);
    }
}
